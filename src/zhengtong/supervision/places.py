"""Units and regions by code and by key, held for half a minute: the watch asks for them with every entry."""

from django.conf import settings

from zhengtong.foundation.holding import held
from zhengtong.org.models import Region, Unit


@held(seconds=30)
def _units() -> dict[str, tuple[int, str, int]]:
    """Unit code → key, name, key of its region."""
    return {
        code: (pk, name, region) for code, pk, name, region in Unit.objects.values_list("code", "pk", "name", "region")
    }


@held(seconds=30)
def _regions() -> dict[str, tuple[int, str]]:
    """Region code → key and path; of a code's versions the one in force."""
    rows = Region.objects.order_by("valid_from").values_list("code", "pk", "path", "valid_to")
    found: dict[str, tuple[int, str]] = {}
    for code, pk, path, valid_to in rows:
        if code not in found or valid_to is None:
            found[code] = (pk, path)
    return found


@held(seconds=30)
def paths() -> dict[int, str]:
    """Region key → path."""
    return dict(Region.objects.values_list("pk", "path"))


@held(seconds=30)
def region_codes() -> dict[int, str]:
    return dict(Region.objects.values_list("pk", "code"))


@held(seconds=30)
def unit_names() -> dict[int, tuple[str, str]]:
    """Unit key → code and name."""
    return {pk: (code, name) for code, (pk, name, _) in _units().items()}


def unit_id(code: str) -> int | None:
    found = _units().get(code) if code else None
    return found[0] if found else None


def region_id(code: str) -> int | None:
    found = _regions().get(code) if code else None
    return found[0] if found else None


def region_of_unit(unit: int) -> int | None:
    return next((region for pk, _, region in _units().values() if pk == unit), None)


def county_id() -> int | None:
    return region_id(f"{settings.COUNTY['region6']}000000")
