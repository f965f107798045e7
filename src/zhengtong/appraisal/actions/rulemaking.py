"""指标和方案的修订: one person drafts a version, another approves it; an approved version never changes."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ..choices import VersionState
from ..models import Indicator, Scheme
from ..queries import book_in_force, book_of, indicators_in_force, newest_approved, parsed, scheme_version
from ..rules import Book, read_example, read_formula, rearranged, reweighted
from .may import check_may

NOTE = 300


@action("scheme.drafted")
def draft_scheme(code: str, numbers: Mapping[str, str], note: str, *, by: Staff, at: datetime) -> Scheme:
    """起草方案新版本 — other lines, weights and parameters for a scheme that is approved; goes on with one's own draft.

    `numbers`: what `reweighted` and `rearranged` read.

    Raises Unknown for a scheme that is not there; Refusal `draft-of-another`, `no-change`, `no-words`, and what
    `parse_scheme` refuses.
    """
    check_may(by, Permission.APPRAISAL_EDIT)
    standing = newest_approved(code)
    if standing is None:
        raise Unknown("没有这个评估方案。")
    said = _note(note)
    draft = Scheme.objects.select_for_update().filter(code=code, state=VersionState.DRAFT).first()
    if draft is not None and draft.drafted_by != f"staff:{by.code}":
        raise Refusal("draft-of-another", "这个方案已有他人起草的版本，请先批准或者放弃。")
    if draft is None:
        number = Scheme.objects.filter(code=code).order_by("-number").values_list("number", flat=True)[0] + 1
        draft = Scheme(code=code, number=number, name=standing.name, state=VersionState.DRAFT)
    typed = {name: tidy_line(value) for name, value in numbers.items()}
    spec = rearranged(reweighted(draft.spec or standing.spec, typed), typed)
    draft.spec, draft.note, draft.drafted_by, draft.drafted_at = spec, said, f"staff:{by.code}", at
    parsed(draft, book_in_force())
    if not (changes := _changed(standing.spec, spec)):
        raise Refusal("no-change", "与现行版本没有不同，不必起草新版本。")
    draft.save()
    _record(
        "scheme.drafted", f"scheme:{code}", by, at, number=draft.number, name=draft.name, note=said, changes=changes
    )
    return draft


@action("scheme.approved")
def approve_scheme(code: str, number: int, *, choose: bool, by: Staff, at: datetime) -> Scheme:
    """批准方案 — by a second person; `choose`: months are appraised by it from now on (always so, if the one it replaces is).

    An approved version may be chosen again by the same act. Raises Refusal `own-draft`, `wrong-state`.
    """
    check_may(by, Permission.APPRAISAL_PUBLISH)
    scheme = Scheme.objects.select_for_update().filter(code=code, number=number).first()
    if scheme is None:
        raise Unknown("没有这个评估方案。")
    if scheme.drafted_by == f"staff:{by.code}":
        raise Refusal("own-draft", "起草和批准应由两人分别进行，请由另一人批准。")
    if scheme.state == VersionState.DISCARDED or (scheme.state == VersionState.APPROVED and not choose):
        raise Refusal("wrong-state", "这个版本已经批准或者放弃。")
    if scheme.state == VersionState.APPROVED and scheme != newest_approved(code):
        raise Refusal("wrong-state", "只能启用方案最新批准的版本。")
    parsed(scheme, book_in_force())
    before = Scheme.objects.select_for_update().filter(is_chosen=True).first()
    takes_over = choose or (before is not None and before.code == code)
    if takes_over and before is not None and before.pk != scheme.pk:
        Scheme.objects.filter(pk=before.pk).update(is_chosen=False)
    scheme.state, scheme.is_chosen = VersionState.APPROVED, takes_over
    scheme.approved_by, scheme.approved_at = f"staff:{by.code}", at
    scheme.save()
    _record(
        "scheme.approved", f"scheme:{code}", by, at, number=number, name=scheme.name, chosen=takes_over,
        drafted_by=scheme.drafted_by, before=str(before) if before else "",
    )  # fmt: skip
    return scheme


@action("scheme.discarded")
def discard_scheme(code: str, number: int, *, by: Staff, at: datetime) -> None:
    """放弃草稿 — by whoever drafts or approves."""
    check_may(by, Permission.APPRAISAL_EDIT, Permission.APPRAISAL_PUBLISH)
    scheme = scheme_version(code, number)
    if not Scheme.objects.filter(pk=scheme.pk, state=VersionState.DRAFT).update(state=VersionState.DISCARDED):
        raise Refusal("wrong-state", "只能放弃草稿。")
    _record("scheme.discarded", f"scheme:{code}", by, at, number=number, name=scheme.name)


FIELDS = ("code", "name", "definition", "formula", "unit", "direction", "minimum", "example")


@action("indicator.drafted")
def draft_indicator(typed: Mapping[str, str], note: str, *, by: Staff, at: datetime) -> Indicator:
    """起草指标 — a new indicator or a new version of one; `formula` and `example` are sentences (or JSON texts).

    Refused: formula-words, example-words, json-shape, draft-of-another, no-words, and what `Book.of` refuses (cycles, unknown names, wrong examples).
    """
    check_may(by, Permission.APPRAISAL_EDIT)
    said = _note(note)
    code = tidy_line(typed["code"])
    if not code.isidentifier() or len(code) > 40:
        raise Refusal("indicator-shape", "指标代码只含英文字母、数字和下划线，以字母开头，最多40位。", "code")
    draft = Indicator.objects.select_for_update().filter(code=code, state=VersionState.DRAFT).first()
    if draft is not None and draft.drafted_by != f"staff:{by.code}":
        raise Refusal("draft-of-another", "这个指标已有他人起草的版本，请先批准或者放弃。")
    if draft is None:
        last = Indicator.objects.filter(code=code).order_by("-number").first()
        draft = Indicator(code=code, number=last.number + 1 if last else 1, state=VersionState.DRAFT)
    _fill(draft, typed)
    draft.note, draft.drafted_by, draft.drafted_at = said, f"staff:{by.code}", at
    book = _book_with(draft)
    draft.save()
    _record(
        "indicator.drafted", f"indicator:{code}", by, at, number=draft.number, name=draft.name, note=said,
        definition=draft.definition, formula=book[code].formula.words,
    )  # fmt: skip
    return draft


def _fill(draft: Indicator, typed: Mapping[str, str]) -> None:
    draft.name, draft.definition = (
        _line(typed["name"], 30, "名称", "name"),
        _line(typed["definition"], 300, "定义", "definition"),
    )
    draft.unit, draft.direction = typed["unit"], typed["direction"]
    minimum = tidy_line(typed["minimum"])
    if not minimum.isascii() or not minimum.isdigit() or len(minimum) > 6:
        raise Refusal("indicator-shape", "最小样本数应是不小于0的整数。", "minimum")
    draft.minimum = int(minimum)
    names = {row.code: row.name for row in indicators_in_force() if row.code != draft.code}
    formula, example = typed["formula"], typed["example"]
    draft.formula = _json(formula, "formula", "公式") if _is_json(formula) else read_formula(formula, names)
    draft.example = _json(example, "example", "算例") if _is_json(example) else read_example(example)


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _book_with(draft: Indicator) -> Book:
    """All indicators as they would be, and every scheme in force with them: nothing may break that stands on it."""
    book = book_of([*(row for row in indicators_in_force() if row.code != draft.code), draft])
    for scheme in Scheme.objects.filter(is_chosen=True):
        parsed(scheme, book)
    return book


@action("indicator.approved")
def approve_indicator(code: str, number: int, *, by: Staff, at: datetime) -> Indicator:
    """批准指标 — by a second person; months computed from now on use it. Raises Refusal `own-draft`, `wrong-state`."""
    check_may(by, Permission.APPRAISAL_PUBLISH)
    draft = Indicator.objects.select_for_update().filter(code=code, number=number).first()
    if draft is None:
        raise Unknown("没有这个评估指标。")
    if draft.state != VersionState.DRAFT:
        raise Refusal("wrong-state", "这个版本已经批准或者放弃。")
    if draft.drafted_by == f"staff:{by.code}":
        raise Refusal("own-draft", "起草和批准应由两人分别进行，请由另一人批准。")
    book = _book_with(draft)
    draft.state, draft.approved_by, draft.approved_at = VersionState.APPROVED, f"staff:{by.code}", at
    draft.save()
    _record(
        "indicator.approved", f"indicator:{code}", by, at, number=number, name=draft.name, drafted_by=draft.drafted_by,
        formula=book[code].formula.words,
    )  # fmt: skip
    return draft


@action("indicator.discarded")
def discard_indicator(code: str, number: int, *, by: Staff, at: datetime) -> None:
    """放弃草稿 — by whoever drafts or approves."""
    check_may(by, Permission.APPRAISAL_EDIT, Permission.APPRAISAL_PUBLISH)
    rows = Indicator.objects.filter(code=code, number=number, state=VersionState.DRAFT)
    if not rows.update(state=VersionState.DISCARDED):
        raise Refusal("wrong-state", "只能放弃草稿。")
    _record("indicator.discarded", f"indicator:{code}", by, at, number=number)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What differs between two schemes, as the journal tells it: on_time.points 20 → 25."""
    one, two = _flat(before), _flat(after)
    names = [*two, *(name for name in one if name not in two)]
    return [f"{name} {one.get(name, '—')} → {two.get(name, '—')}" for name in names if one.get(name) != two.get(name)]


def _flat(spec: Mapping[str, Any]) -> dict[str, str]:
    found = {name: str(spec[name]) for name in ("minimum_sample", "appeal_days", "ceiling")}
    found |= {f"grade.{place}": str(one["least"]) for place, one in enumerate(spec["grades"])}
    for category in spec["categories"]:
        found[f"{category['code']}.lines"] = "、".join(line["name"] for line in category["lines"])
        for one in (category, *category["lines"]):
            found |= {
                f"{one['code']}.{key}": str(value)
                for key, value in one.items()
                if key in ("base", "floor", "points", "each", "most", "zero", "full")
            }
    return found


def _json(text: str, field: str, what: str) -> Any:
    try:
        return json.loads(text, parse_float=str)
    except ValueError as fault:
        raise Refusal("json-shape", f"{what}不是正确的 JSON：{fault}。", field) from fault
    except RecursionError as fault:
        raise Refusal("json-shape", f"{what}的层次太多。", field) from fault


def _line(text: str, most: int, what: str, field: str) -> str:
    line = tidy_line(text)
    if len(line) > most:
        raise Refusal("indicator-shape", f"指标的{what}不能超过{most}个字。", field)
    return line


def _note(text: str) -> str:
    said = tidy_line(text)
    if not 4 <= len(said) <= NOTE:
        raise Refusal("no-words", f"请写明为什么修订（4至{NOTE}字）。", "note")
    return said


def _record(kind: str, subject: str, by: Staff, at: datetime, **facts: Any) -> None:
    record(kind, subject, actor=f"staff:{by.code}", unit=by.unit.code, at=at, **facts)
