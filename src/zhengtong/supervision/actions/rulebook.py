"""规则的起草、修改、提交、退回、批准、放弃、停用, and loading the default catalogue. Two people make a rule."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from legalclock.moments import day_end, day_start
from zhengtong.foundation import holding
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from .. import rulebooks
from ..choices import Authority, Family, Level, VersionState
from ..models import Rule, RuleVersion
from ..rules.rule import problems
from . import replaying

SPEC_KEYS = ("measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis")
FIRST_OWN = 101
"""The county's own rules are X101, X102 …; X01 to X99 belong to the default catalogue."""
FARTHEST = timedelta(days=3 * 366)
LONGEST_REPLAY = timedelta(days=3660)
MOST_KEPT = 5_000
"""Cards of a replay that are kept one by one, for the draft and for what was in force; the counts are of all."""
CONFIDENCE: Mapping[str, str] = {
    "V": "已核对原文", "S": "确知的法律条文", "P": "很可能，待核", "M": "凭记忆，待核", "ILL": "示例值，由县里确定",
}  # fmt: skip


# --- drafting ---


@action("rule.drafted")
def draft_rule(
    name: str, family: str, spec: Mapping[str, Any], effective_on: date | None, note: str, *, by: Staff, at: datetime
) -> RuleVersion:
    """起草新规则 — a rule of the county's own, as its first draft. Raises Refusal with the field it belongs to."""
    _check_maker(by)
    if family not in Family.values:
        raise Refusal("family-unknown", "请选择规则类别。", "family")
    _check_content(name, spec, effective_on, note, at)
    try:
        with transaction.atomic():
            rule = Rule.objects.create(code=_next_code(), family=family, authority=Authority.COUNTY)
    except IntegrityError as error:
        raise Refusal("code-taken", "刚刚有人新建了规则，请再提交一次。") from error
    return _draft(rule, 1, name, spec, effective_on, note, is_enabled=True, by=by, at=at)


@action("rule.drafted")
def draft_version(code: str, *, by: Staff, at: datetime) -> RuleVersion:
    """起草新版本 — begins as a copy of the newest approved version. Refused while another change is under way."""
    rule = _own_rule(code, by)
    newest = rule.versions.filter(state=VersionState.APPROVED).order_by("-number").first()
    if newest is None:
        raise Refusal("no-approved-version", "这条规则还没有批准的版本，请直接修改草稿。")
    _check_no_change_under_way(rule)
    return _draft(
        rule, _next_number(rule), newest.name, newest.spec, None, "", is_enabled=newest.is_enabled, by=by, at=at
    )


@action("rule.drafted")
def switch_rule(code: str, effective_on: date | None, note: str, *, on: bool, by: Staff, at: datetime) -> RuleVersion:
    """停用或启用 — drafts a version that says the same and is switched off (or on) from its day; it too needs a second person."""
    rule = _own_rule(code, by)
    newest = rule.versions.filter(state=VersionState.APPROVED).order_by("-number").first()
    if newest is None or newest.is_enabled == on:
        raise Refusal("nothing-to-switch", "这条规则已经是这个状态。")
    _check_no_change_under_way(rule)
    _check_content(newest.name, newest.spec, effective_on, note, at)
    if not note.strip():
        raise Refusal("note-missing", "请说明理由。", "note")
    return _draft(rule, _next_number(rule), newest.name, newest.spec, effective_on, note, is_enabled=on, by=by, at=at)


@action("rule.edited")
def edit_draft(
    code: str, name: str, spec: Mapping[str, Any], effective_on: date | None, note: str, *, by: Staff, at: datetime
) -> RuleVersion:
    """修改草稿 — what was replayed before no longer counts: the replay is of the very draft that is submitted."""
    version = _open_draft(code, by)
    _check_content(name, spec, effective_on, note, at)
    version.name, version.spec, version.effective_on = name.strip(), dict(spec), effective_on
    version.note, version.replay = note.strip(), None
    version.save(update_fields=["name", "spec", "effective_on", "note", "replay"])
    _record("rule.edited", version, by, at)
    return version


@action("rule.discarded")
def discard_draft(code: str, *, by: Staff, at: datetime) -> RuleVersion:
    """放弃草稿 — kept as discarded; what is in force stays."""
    version = _open_draft(code, by)
    version.state = VersionState.DISCARDED
    version.save(update_fields=["state"])
    _record("rule.discarded", version, by, at)
    return version


def replay_draft(code: str, first: date, last: date, *, by: Staff, at: datetime) -> RuleVersion:
    """回放草稿 — judge the past from `first` to `last`, both included, by the draft and by what was in force; keep both.

    Raises Refusal `period-backwards`, `period-to-come`, `period-too-long`.
    """
    _check_maker(by)
    version = RuleVersion.objects.filter(rule__code=code, state=VersionState.DRAFT).select_related("rule").first()
    if version is None:
        raise Refusal("not-a-draft", "这条规则没有可以修改的草稿。")
    if last < first:
        raise Refusal("period-backwards", "结束日期不能早于开始日期。", "last")
    if last > localdate(at):
        raise Refusal("period-to-come", "只能回放已经过去的日子。", "last")
    if last - first > LONGEST_REPLAY:
        raise Refusal("period-too-long", "一次最多回放十年。", "first")
    told = replaying.replay(day_start(first), min(day_end(last), at), candidate=version)
    sides = {"candidate": told.candidate or replaying.Outcome(), "current": told.now}
    found = [
        [each.subject, side, each.level, each.moment.isoformat()]
        for side, outcome in sides.items()
        for each in outcome.affected[:MOST_KEPT]
    ]
    kept = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "matters": told.matters,
        "counts": {side: _counted(outcome) for side, outcome in sides.items()},
        "found": found,
        "is_cut": any(sum(outcome.counts.values()) > MOST_KEPT for outcome in sides.values()),
    }
    return keep_replay(code, kept, of=version.spec, by=by, at=at)


def _counted(outcome: replaying.Outcome) -> dict[str, int]:
    return {level: outcome.level(level) for level in Level.values} | {"undetermined": outcome.undetermined.total()}


@action("rule.replayed")
def keep_replay(code: str, replay: Mapping[str, Any], *, of: Mapping[str, Any], by: Staff, at: datetime) -> RuleVersion:
    """保存回放 — what the draft would have done over a past period. `of` is the spec that was replayed."""
    version = _open_draft(code, by)
    if version.spec != of:
        raise Refusal("draft-changed", "回放期间草稿已经修改，请重新回放。")
    version.replay = dict(replay)
    version.save(update_fields=["replay"])
    told = {key: replay[key] for key in ("first", "last", "counts") if key in replay}
    _record("rule.replayed", version, by, at, **told)
    return version


# --- two people ---


@action("rule.submitted")
def submit_draft(code: str, *, by: Staff, at: datetime) -> RuleVersion:
    """提交审批 — only with a replay of this very draft and a day of effect that has not passed."""
    version = _open_draft(code, by)
    if version.replay is None:
        raise Refusal("not-replayed", "提交前请先用过去一段时间的业务回放这份草稿。")
    _check_day(version.effective_on, at)
    version.state, version.submitted_at, version.returned_for = VersionState.SUBMITTED, at, ""
    version.save(update_fields=["state", "submitted_at", "returned_for"])
    _record("rule.submitted", version, by, at)
    return version


@action("rule.returned")
def return_draft(code: str, reason: str, *, by: Staff, at: datetime) -> RuleVersion:
    """退回修改 — with a reason, to whoever drafted it."""
    version = _submitted(code, by)
    if not 2 <= len(reason.strip()) <= 300:
        raise Refusal("reason-length", "请写明退回的理由（2至300字）。", "reason")
    version.state, version.returned_for = VersionState.DRAFT, reason.strip()
    version.save(update_fields=["state", "returned_for"])
    _record("rule.returned", version, by, at, reason=version.returned_for)
    return version


@action("rule.approved")
def approve_draft(code: str, *, by: Staff, at: datetime) -> RuleVersion:
    """批准 — by a second person, never who drafted it; in force from its day, and frozen."""
    version = _submitted(code, by)
    _check_day(version.effective_on, at)
    version.state, version.approved_by, version.approved_at = VersionState.APPROVED, f"staff:{by.code}", at
    version.save(update_fields=["state", "approved_by", "approved_at"])
    transaction.on_commit(holding.forget)
    _record("rule.approved", version, by, at)
    return version


# --- the default catalogue ---


def load_rules(folder: Path, *, at: datetime, by: str) -> int:
    """Load `province.yaml` and `county.yaml` of a folder; what is there already stays. Returns how many were made.

    Raises Refusal naming the rule that cannot be read; then nothing is loaded.
    """
    missing = [
        (authority, day, row)
        for authority, day, row in _catalogue(folder)
        if not Rule.objects.filter(code=row["code"]).exists()
    ]
    if missing:
        _load(missing, at=at, by=by)
    return len(missing)


def _catalogue(folder: Path) -> list[tuple[str, date, dict[str, Any]]]:
    rows = []
    for name in ("province", "county"):
        text = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        rows += [(text["authority"], text["effective_on"], row) for row in text["rules"]]
    return rows


@action("rules.loaded")
def _load(rows: list[tuple[str, date, dict[str, Any]]], *, at: datetime, by: str) -> None:
    for authority, day, row in rows:
        spec = {key: row[key] for key in SPEC_KEYS if key in row}
        found = problems(spec)
        if found or row["family"] not in Family.values or row["confidence"] not in CONFIDENCE:
            raise Refusal(
                "catalogue-unreadable", f"规则{row['code']}：{found[0] if found else '类别或可信程度不正确。'}"
            )
        rule = Rule.objects.create(code=row["code"], family=row["family"], authority=authority)
        RuleVersion.objects.create(
            rule=rule, number=1, name=row["name"], spec=spec, state=VersionState.APPROVED, effective_on=day,
            note=f"默认规则。出处可信程度：{CONFIDENCE[row['confidence']]}。", drafted_by=by, drafted_at=at,
            submitted_at=at, approved_by=by, approved_at=at,
        )  # fmt: skip
    transaction.on_commit(holding.forget)
    codes = [row["code"] for _, _, row in rows]
    record("rules.loaded", "rules", actor=by, at=at, count=len(codes), codes=codes)


# --- parts of the acts ---


def _check_maker(by: Staff) -> None:
    if not rulebooks.holds_county_wide(by, Permission.RULE_EDIT):
        raise Unknown("没有找到这条规则。")


def _own_rule(code: str, by: Staff) -> Rule:
    """The rule, locked, for who may change it; the province's are told apart from what is not there."""
    rule = Rule.objects.select_for_update().filter(code=code).first()
    if rule is None:
        raise Unknown("没有找到这条规则。")
    _check_maker(by)
    if rule.authority != Authority.COUNTY:
        raise Refusal("province-rule", "省级规则，县级只读。")
    return rule


def _open_draft(code: str, by: Staff) -> RuleVersion:
    rule = _own_rule(code, by)
    version = rule.versions.filter(state__in=rulebooks.OPEN).first()
    if version is None or version.state != VersionState.DRAFT:
        raise Refusal("not-a-draft", "这条规则没有可以修改的草稿。")
    return version


def _submitted(code: str, by: Staff) -> RuleVersion:
    rule = Rule.objects.select_for_update().filter(code=code).first()
    if rule is None or not rulebooks.holds_county_wide(by, Permission.RULE_APPROVE):
        raise Unknown("没有找到这条规则。")
    version = rule.versions.filter(state=VersionState.SUBMITTED).first()
    if version is None:
        raise Refusal("not-submitted", "这条规则没有待审批的版本。")
    if version.drafted_by == f"staff:{by.code}":
        raise Refusal("own-draft", "起草人不能审批自己的规则，请由另一人审批。")
    return version


def _check_no_change_under_way(rule: Rule) -> None:
    if rulebooks.open_version(rule) is not None:
        raise Refusal("change-under-way", "这条规则已有修改在进行，请先完成或者放弃。")


def _check_content(name: str, spec: Mapping[str, Any], effective_on: date | None, note: str, at: datetime) -> None:
    if not 2 <= len(name.strip()) <= 60:
        raise Refusal("name-length", "规则名称应为2至60字。", "name")
    for problem in problems(dict(spec)):
        raise problem
    _check_day(effective_on, at)
    if len(note.strip()) > 300:
        raise Refusal("note-too-long", "修改说明不能超过300字。", "note")


def _check_day(effective_on: date | None, at: datetime) -> None:
    if effective_on is None:
        raise Refusal("effective-missing", "请填写生效日期。", "effective_on")
    if effective_on < localdate(at):
        raise Refusal("effective-passed", "生效日期不能早于今天：规则不溯及既往。", "effective_on")
    if effective_on > localdate(at) + FARTHEST:
        raise Refusal("effective-too-far", "生效日期过远，请核对。", "effective_on")


def _next_code() -> str:
    own = [
        int(code[1:])
        for code in Rule.objects.filter(code__startswith="X").values_list("code", flat=True)
        if code[1:].isdigit()
    ]
    return f"X{max([FIRST_OWN - 1, *own]) + 1}"


def _next_number(rule: Rule) -> int:
    return max(rule.versions.values_list("number", flat=True), default=0) + 1


def _draft(
    rule: Rule, number: int, name: str, spec: Mapping[str, Any], effective_on: date | None, note: str,
    *, is_enabled: bool, by: Staff, at: datetime,
) -> RuleVersion:  # fmt: skip
    version = RuleVersion.objects.create(
        rule=rule, number=number, name=name.strip(), spec=dict(spec), state=VersionState.DRAFT,
        effective_on=effective_on, is_enabled=is_enabled, note=note.strip(), drafted_by=f"staff:{by.code}",
        drafted_at=at,
    )  # fmt: skip
    _record("rule.drafted", version, by, at)
    return version


def _record(kind: str, version: RuleVersion, by: Staff, at: datetime, **facts: Any) -> None:
    record(
        kind, version.rule.code, actor=f"staff:{by.code}", at=at, unit=by.unit.code, number=version.number,
        name=version.name, effective_on=version.effective_on, is_enabled=version.is_enabled, **facts,
    )  # fmt: skip
