"""What an outside event may name: units, regions, and the items of the catalogue, which this room does not know itself."""

from collections.abc import Callable, Collection
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.foundation.holding import held
from zhengtong.org import queries as org


@held(10)
def unit_codes() -> frozenset[str]:
    return frozenset(org.current_units().values_list("code", flat=True))


@held(10)
def unit_code(pk: int | None) -> str:
    """The code of the unit with this key; "" for none."""
    return org.all_units().values_list("code", flat=True).get(pk=pk) if pk else ""


@held(10)
def region_codes() -> frozenset[str]:
    return frozenset(org.current_regions().values_list("code", flat=True))


@held(10)
def item_codes(named: frozenset[str]) -> frozenset[str]:
    """Those of `named` that the catalogue has; asked through the setting, for rooms meet only at the top of the house."""
    return frozenset(_catalogue()(named)) if named else frozenset()


@cache
def _catalogue() -> Callable[[Collection[str]], Collection[str]]:
    found: Callable[[Collection[str]], Collection[str]] = import_string(settings.KNOWN_ITEMS)
    return found
