"""The code of an item and the codes it refers to."""

import re
from dataclasses import dataclass

from zhengtong.foundation.errors import Refusal

from ..choices import KIND_LETTERS, ItemKind, LegacyKind
from ..guide import Guide

_CODE = re.compile(r"([A-Z][A-Z0-9]{1,5})-([A-Z]{2})-(\d{4})")
_LEGACY_LETTERS = {"FXK": "FX", "BM": "BM", "DL": "DL"}


def check_code(guide: Guide) -> None:
    """事项编码 is unit letters, type letters, four digits; the type letters follow the kind, or the kind of 2013."""
    found = _CODE.fullmatch(guide.code)
    if found is None:
        raise Refusal(
            "item-code", f"事项编码“{guide.code}”不合规则，应为 单位字母-类型字母-四位序号，例如 MZ-JF-0018。", "code"
        )
    allowed = {KIND_LETTERS[guide.kind]} | {_LEGACY_LETTERS[kind] for kind in [guide.legacy_kind] if kind}
    if found[2] not in allowed:
        kind = ItemKind(guide.kind).label
        old = f"（原{LegacyKind(guide.legacy_kind).label}）" if guide.legacy_kind else ""
        raise Refusal(
            "item-code",
            f"事项类型为{kind}{old}，编码中的类型字母应为{'或'.join(sorted(allowed))}，不是{found[2]}。",
            "code",
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """A code that has to exist elsewhere: `sort` is unit, role, form or station."""

    sort: str
    code: str
    path: str


def references(guide: Guide) -> list[Reference]:
    """Every code the guide refers to; TOWN in a step stands for whichever township and needs no row."""
    found = [Reference("unit", guide.unit, "unit")]
    found += [Reference("unit", code, "joint_units") for code in guide.joint_units]
    found += [Reference("station", code, "places.stations") for code in guide.places.stations]
    if guide.form:
        found.append(Reference("form", guide.form, "form"))
    for step in guide.steps:
        place = f"steps[{step.order - 1}]"
        if step.unit != "TOWN":
            found.append(Reference("unit", step.unit, f"{place}.unit"))
        found.append(Reference("role", step.post, f"{place}.post"))
    return [reference for reference in found if reference.code]
