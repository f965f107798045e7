"""The seeded indicators and schemes, read from reviewable files; every worked example is run on the way in."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import yaml

from zhengtong.journal.actions import action, record

from ..choices import VersionState
from ..models import Indicator, Scheme
from ..queries import book_in_force, parsed

DEFAULT = "efficiency"
"""The scheme that is chosen where none is (domain facts §3.6 E)."""


def load_seed(folder: Path, *, by: str, at: datetime) -> tuple[int, int]:
    """Bring in the indicators and schemes that are not there yet; what the county has changed stays.

    Returns how many of each were new. Refused: whatever the rules refuse, wrong examples included; nothing stays.
    """
    known = set(Indicator.objects.values_list("code", flat=True))
    written = yaml.safe_load((folder / "indicators.yaml").read_text(encoding="utf-8"))
    indicators = [
        Indicator(
            number=1, state=VersionState.APPROVED, drafted_by=by, drafted_at=at, approved_by=by, approved_at=at, **row
        )
        for row in written
        if row["code"] not in known
    ]
    known = set(Scheme.objects.values_list("code", flat=True))
    schemes = [_scheme(path, by, at) for path in sorted((folder / "schemes").glob("*.yaml")) if path.stem not in known]
    if indicators or schemes:
        _bring_in(indicators, schemes, by=by, at=at)
    return len(indicators), len(schemes)


@action("appraisal.loaded")
def _bring_in(indicators: Sequence[Indicator], schemes: Sequence[Scheme], *, by: str, at: datetime) -> None:
    Indicator.objects.bulk_create(indicators)
    book = book_in_force()
    for scheme in schemes:
        parsed(scheme, book)
        scheme.save()
    if not Scheme.objects.filter(is_chosen=True).exists():
        Scheme.objects.filter(code=DEFAULT, state=VersionState.APPROVED).update(is_chosen=True)
    record(
        "appraisal.loaded", "appraisal:rules", actor=by, at=at, indicators=len(indicators), schemes=len(schemes),
    )  # fmt: skip


def _scheme(path: Path, by: str, at: datetime) -> Scheme:
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    spec = {key: value for key, value in whole.items() if key not in ("name", "note")}
    return Scheme(
        code=path.stem, number=1, name=whole["name"], note=whole["note"], spec=spec, state=VersionState.APPROVED,
        drafted_by=by, drafted_at=at, approved_by=by, approved_at=at,
    )  # fmt: skip
