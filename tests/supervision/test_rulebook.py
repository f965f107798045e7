"""Making rules: two people, a replay of the very draft, no day in the past; the default catalogue."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cast import NOON, Cast
from zhengtong.foundation import holding
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.supervision import rulebooks
from zhengtong.supervision.actions import rulebook as actions
from zhengtong.supervision.choices import Authority, VersionState
from zhengtong.supervision.models import Rule, RuleVersion

pytestmark = pytest.mark.django_db

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
TODAY = date(2026, 11, 23)
LATER = date(2026, 12, 1)
SPEC: dict[str, Any] = {
    "measure": {"kind": "overdue", "limit": "promised"},
    "compare": ">",
    "threshold": {"value": "5", "unit": "wd"},
    "level": "red",
    "issue": "confirm",
    "scope": {"units": ["MZ"]},
    "template": "“{item_name}”（{ref}）超过承诺期限五日。",
    "basis": "安福县政务服务管理办法",
}
REPLAY = {"first": "2026-01-01", "last": "2026-06-30", "counts": {"candidate": {"red": 2}, "current": {}}}


def draft(cast: Cast, **change: Any) -> RuleVersion:
    given = {"name": "承诺期限超五日", "family": "time", "spec": SPEC, "effective_on": LATER, "note": ""} | change
    return actions.draft_rule(**given, by=cast.linjiancha, at=NOON)


def approved(cast: Cast, **change: Any) -> RuleVersion:
    code = draft(cast, **change).rule.code
    actions.keep_replay(code, REPLAY, of=change.get("spec", SPEC), by=cast.linjiancha, at=NOON)
    actions.submit_draft(code, by=cast.linjiancha, at=NOON)
    return actions.approve_draft(code, by=cast.gaozhuren, at=NOON)


def refused(code: str, act: Any, *args: Any, **kwargs: Any) -> Refusal:
    """The refusal, which left no trace."""
    before = Entry.objects.count(), list(RuleVersion.objects.order_by("pk").values())
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    assert (Entry.objects.count(), list(RuleVersion.objects.order_by("pk").values())) == before
    return caught.value


def test_the_catalogue_is_loaded_once_and_stays_as_the_county_has_since_changed_it(cast: Cast) -> None:
    made = actions.load_rules(RULES, at=NOON, by="system")
    assert made == Rule.objects.count() > 55
    assert Entry.objects.filter(kind="rules.loaded").count() == 1
    Rule.objects.filter(code="R02").update(family="time")
    assert actions.load_rules(RULES, at=NOON, by="system") == 0
    assert Entry.objects.filter(kind="rules.loaded").count() == 1
    assert Rule.objects.get(code="R02").family == "time"


def test_a_catalogue_that_cannot_be_read_loads_nothing(tmp_path: Path) -> None:
    for name in ("province", "county"):
        (tmp_path / f"{name}.yaml").write_text((RULES / f"{name}.yaml").read_text("utf-8"), "utf-8")
    text = yaml.safe_load((tmp_path / "county.yaml").read_text("utf-8"))
    text["rules"][0]["threshold"]["value"] = "-3"
    (tmp_path / "county.yaml").write_text(yaml.safe_dump(text, allow_unicode=True), "utf-8")
    with pytest.raises(Refusal) as caught:
        actions.load_rules(tmp_path, at=NOON, by="system")
    assert caught.value.code == "catalogue-unreadable" and "M03" in caught.value.sentence
    assert not Rule.objects.exists()


def test_every_rule_of_the_catalogue_is_in_the_rulebook(cast: Cast) -> None:
    actions.load_rules(RULES, at=NOON, by="system")
    holding.forget()
    book = rulebooks.rulebook()
    assert book.number == len(book.rules) == Rule.objects.count()
    found = book.version_at("T02", date(2012, 5, 1))
    assert found is not None and found.spec.say() == "超过承诺办结期限，自动发黄牌。"


def test_a_rule_takes_two_people_a_replay_and_a_day_to_come(cast: Cast) -> None:
    version = approved(cast)
    assert version.rule.code == "X101" and version.rule.authority == Authority.COUNTY
    assert (version.state, version.approved_by) == (VersionState.APPROVED, f"staff:{cast.gaozhuren.code}")
    holding.forget()
    book = rulebooks.rulebook()
    assert book.version_at("X101", LATER - timedelta(1)) is None
    assert book.version_at("X101", LATER) is not None
    kinds = Entry.objects.filter(subject="X101").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["rule.drafted", "rule.replayed", "rule.submitted", "rule.approved"]


def test_the_drafter_never_approves(cast: Cast) -> None:
    code = draft(cast).rule.code
    actions.keep_replay(code, REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)
    actions.submit_draft(code, by=cast.linjiancha, at=NOON)
    with pytest.raises(Unknown):
        actions.approve_draft(code, by=cast.linjiancha, at=NOON)
    RuleVersion.objects.update(drafted_by=f"staff:{cast.gaozhuren.code}")
    refused("own-draft", actions.approve_draft, code, by=cast.gaozhuren, at=NOON)
    assert not rulebooks.waiting_for(cast.gaozhuren).exists()


def test_a_draft_is_submitted_only_with_a_replay_of_itself(cast: Cast) -> None:
    code = draft(cast).rule.code
    refused("not-replayed", actions.submit_draft, code, by=cast.linjiancha, at=NOON)
    actions.keep_replay(code, REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)
    changed = SPEC | {"threshold": {"value": "3", "unit": "wd"}}
    actions.edit_draft(code, "承诺期限超三日", changed, LATER, "", by=cast.linjiancha, at=NOON)
    refused("not-replayed", actions.submit_draft, code, by=cast.linjiancha, at=NOON)
    refused("draft-changed", actions.keep_replay, code, REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)


def test_a_rule_never_takes_effect_in_the_past(cast: Cast) -> None:
    wrong = refused("effective-passed", draft, cast, effective_on=TODAY - timedelta(1))
    assert wrong.field == "effective_on"
    refused("effective-missing", draft, cast, effective_on=None)
    refused("effective-too-far", draft, cast, effective_on=date(2099, 1, 1))
    code = draft(cast, effective_on=TODAY).rule.code
    actions.keep_replay(code, REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)
    tomorrow = NOON + timedelta(1)
    refused("effective-passed", actions.submit_draft, code, by=cast.linjiancha, at=tomorrow)
    actions.submit_draft(code, by=cast.linjiancha, at=NOON)
    refused("effective-passed", actions.approve_draft, code, by=cast.gaozhuren, at=tomorrow)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "五"}, "name-length", "name"),
        ({"family": "magic"}, "family-unknown", "family"),
        ({"note": "长" * 301}, "note-too-long", "note"),
        ({"spec": SPEC | {"threshold": {"value": "-1", "unit": "wd"}}}, "threshold-negative", "threshold"),
        ({"spec": SPEC | {"scope": {"units": []}}}, "scope-empty", "units"),
    ],
)
def test_a_draft_that_could_not_be_applied_is_refused(
    cast: Cast, change: dict[str, Any], code: str, field: str
) -> None:
    assert refused(code, draft, cast, **change).field == field
    assert not Rule.objects.exists()


def test_what_was_returned_goes_back_with_its_reason(cast: Cast) -> None:
    code = draft(cast).rule.code
    actions.keep_replay(code, REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)
    refused("not-submitted", actions.return_draft, code, "太严", by=cast.gaozhuren, at=NOON)
    actions.submit_draft(code, by=cast.linjiancha, at=NOON)
    refused("not-a-draft", actions.edit_draft, code, "承诺", SPEC, LATER, "", by=cast.linjiancha, at=NOON)
    refused("reason-length", actions.return_draft, code, " ", by=cast.gaozhuren, at=NOON)
    version = actions.return_draft(code, "阈值过严", by=cast.gaozhuren, at=NOON)
    assert (version.state, version.returned_for) == (VersionState.DRAFT, "阈值过严")
    assert actions.submit_draft(code, by=cast.linjiancha, at=NOON).returned_for == ""


def test_a_new_version_begins_as_a_copy_and_one_change_is_under_way_at_a_time(cast: Cast) -> None:
    approved(cast)
    version = actions.draft_version("X101", by=cast.linjiancha, at=NOON)
    assert (version.number, version.spec, version.effective_on) == (2, SPEC, None)
    refused("change-under-way", actions.draft_version, "X101", by=cast.linjiancha, at=NOON)
    actions.keep_replay("X101", REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)
    refused("effective-missing", actions.submit_draft, "X101", by=cast.linjiancha, at=NOON)
    assert actions.discard_draft("X101", by=cast.linjiancha, at=NOON).state == VersionState.DISCARDED
    refused("not-a-draft", actions.discard_draft, "X101", by=cast.linjiancha, at=NOON)
    assert actions.draft_version("X101", by=cast.linjiancha, at=NOON).number == 3


def test_switching_a_rule_off_takes_the_same_two_people(cast: Cast) -> None:
    approved(cast)
    refused("note-missing", actions.switch_rule, "X101", LATER, " ", on=False, by=cast.linjiancha, at=NOON)
    refused("nothing-to-switch", actions.switch_rule, "X101", LATER, "启用", on=True, by=cast.linjiancha, at=NOON)
    off = date(2026, 12, 10)
    actions.switch_rule("X101", off, "机构改革，暂不适用。", on=False, by=cast.linjiancha, at=NOON)
    actions.keep_replay("X101", REPLAY, of=SPEC, by=cast.linjiancha, at=NOON)
    actions.submit_draft("X101", by=cast.linjiancha, at=NOON)
    holding.forget()
    assert rulebooks.rulebook().version_at("X101", off) is not None
    actions.approve_draft("X101", by=cast.gaozhuren, at=NOON)
    holding.forget()
    book = rulebooks.rulebook()
    assert book.version_at("X101", off - timedelta(1)) is not None
    assert book.version_at("X101", off) is None


def test_the_provinces_rules_are_read_only_to_the_county(cast: Cast) -> None:
    actions.load_rules(RULES, at=NOON, by="system")
    wrong = refused("province-rule", actions.draft_version, "T02", by=cast.linjiancha, at=NOON)
    assert wrong.sentence == "省级规则，县级只读。"
    refused("province-rule", actions.switch_rule, "T02", LATER, "停用", on=False, by=cast.linjiancha, at=NOON)
    assert not rulebooks.may_change(cast.linjiancha, Rule.objects.get(code="T02"))
    assert rulebooks.may_change(cast.linjiancha, Rule.objects.get(code="R02"))


def test_who_does_not_make_rules_changes_none_and_sees_no_draft(cast: Cast) -> None:
    approved(cast)
    code = draft(cast, name="另一条规则").rule.code
    for person in (cast.mzjiancha, cast.laozhou, cast.xiaoli):
        with pytest.raises(Unknown):
            actions.draft_version("X101", by=person, at=NOON)
        with pytest.raises(Unknown):
            actions.approve_draft(code, by=person, at=NOON)
        with pytest.raises(Unknown):
            actions.draft_rule("某条规则", "time", SPEC, LATER, "", by=person, at=NOON)
    assert [rule.code for rule in rulebooks.rules_visible_to(cast.mzjiancha)] == ["X101"]
    assert not rulebooks.rules_visible_to(cast.laozhou).exists()
    with pytest.raises(Unknown):
        rulebooks.rule_for(cast.mzjiancha, code)
    assert {version.rule.code for version in rulebooks.versions_visible_to(cast.gaozhuren)} == {"X101", code}


def test_the_version_in_force_is_the_latest_begun(cast: Cast) -> None:
    approved(cast)
    versions = rulebooks.versions_of(cast.linjiancha, Rule.objects.get(code="X101"))
    assert rulebooks.version_in_force(versions, LATER - timedelta(1)) is None
    assert rulebooks.version_in_force(versions, LATER) == versions[0]
