"""The seeded indicators and schemes, read from reviewable files; every worked example is run on the way in."""

from datetime import datetime
from pathlib import Path

import yaml

from zhengtong.journal.actions import action, record

from ..choices import VersionState
from ..models import Indicator, Scheme
from ..queries import book_in_force, parsed

DEFAULT = "efficiency"
"""The scheme that is chosen where none is (domain facts §3.6 E)."""


@action("appraisal.loaded")
def load_seed(folder: Path, *, by: str, at: datetime) -> tuple[int, int]:
    """Bring in the indicators and schemes that are not there yet; what the county has changed stays.

    Returns how many of each were new. Refused: whatever the rules refuse, wrong examples included; nothing stays.
    """
    indicators = yaml.safe_load((folder / "indicators.yaml").read_text(encoding="utf-8"))
    known = set(Indicator.objects.values_list("code", flat=True))
    new = [row for row in indicators if row["code"] not in known]
    Indicator.objects.bulk_create(
        Indicator(
            number=1, state=VersionState.APPROVED, drafted_by=by, drafted_at=at, approved_by=by, approved_at=at, **row
        )
        for row in new
    )
    book = book_in_force()
    schemes = [_scheme(path, by, at) for path in sorted((folder / "schemes").glob("*.yaml"))]
    fresh = [row for row in schemes if not Scheme.objects.filter(code=row.code).exists()]
    for row in fresh:
        parsed(row, book)
        row.save()
    if not Scheme.objects.filter(is_chosen=True).exists():
        Scheme.objects.filter(code=DEFAULT, state=VersionState.APPROVED).update(is_chosen=True)
    counts = len(new), len(fresh)
    record("appraisal.loaded", "appraisal:rules", actor=by, at=at, indicators=counts[0], schemes=counts[1])
    return counts


def _scheme(path: Path, by: str, at: datetime) -> Scheme:
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    spec = {key: value for key, value in whole.items() if key not in ("name", "note")}
    return Scheme(
        code=path.stem, number=1, name=whole["name"], note=whole["note"], spec=spec, state=VersionState.APPROVED,
        drafted_by=by, drafted_at=at, approved_by=by, approved_at=at,
    )  # fmt: skip
