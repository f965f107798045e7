"""The rule studio's pages: who reads, who drafts, what the editor keeps, errors beside their fields."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from tests.cases.county import keep_time
from tests.cast import NOON, PASSWORD, Cast
from zhengtong.org.models import Assignment, Region, Role, Staff, Unit
from zhengtong.supervision.actions import rulebook as actions
from zhengtong.supervision.models import Matter, Rule, RuleVersion
from zhengtong.supervision.rules.rule import problems
from zhengtong.supervision.rules.track import Event, stored
from zhengtong.web.oversight.rule_studio import editor

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
CATALOGUE = [
    {key: row.get(key) for key in actions.SPEC_KEYS} | {"scope": row.get("scope", {}), "code": row["code"]}
    for name in ("province", "county")
    for row in yaml.safe_load((RULES / f"{name}.yaml").read_text("utf-8"))["rules"]
]


@pytest.mark.parametrize("row", CATALOGUE, ids=[row["code"] for row in CATALOGUE])
def test_the_editor_gives_back_every_rule_of_the_catalogue_as_it_was(row: dict[str, Any]) -> None:
    spec = {key: value for key, value in row.items() if key != "code"}
    assert problems(spec) == []
    typed = editor.typed_of(spec)
    texts = {name: text for name, text in typed.items() if isinstance(text, str)}
    lists = {name: texts for name, texts in typed.items() if isinstance(texts, list)}
    again, found = editor.spec_from(editor.typed_from(texts, lists), kept=spec)
    if spec["measure"]["kind"] == "rate":
        spec["measure"].setdefault("minimum", 0)
    assert (again, found) == (spec, [])


@pytest.fixture
def catalogue(cast: Cast) -> None:
    actions.load_rules(RULES, at=NOON, by="system")


def signed_in(client: Client, person: Any) -> Client:
    assert client.login(username=person.user.username, password=PASSWORD)
    return client


def filled(**change: Any) -> dict[str, Any]:
    typed = editor.typed_of(editor.BLANK) | {
        "name": "承诺期限超五日",
        "family": "time",
        "element": "overdue:promised",
        "threshold": "5",
        "level": "red",
        "basis": "安福县政务服务管理办法",
        "effective_on": "2099-01-01",
    }
    return typed | change


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> str:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return "2026-12-01"


@pytest.mark.django_db
def test_every_supervisor_reads_the_rules_and_nobody_else(client: Client, cast: Cast, catalogue: None) -> None:
    page = signed_in(client, cast.mzjiancha).get("/oversight/rules/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "超过承诺办结期限，自动发黄牌。" in text and "新建县级规则" not in text
    assert signed_in(client, cast.laozhou).get("/oversight/rules/").status_code == 404


@pytest.mark.django_db
def test_the_list_narrows_by_words_level_and_authority(client: Client, cast: Cast, catalogue: None) -> None:
    signed_in(client, cast.linjiancha)

    def codes(query: str) -> list[str]:
        return [row.rule.code for row in client.get(f"/oversight/rules/?{query}").context["rows"]]

    assert codes("q=环节超时") == ["T04"]
    assert codes("q=t05") == ["T05"]
    assert set(codes("authority=county&family=village")) == {"R01", "R02"}
    assert "T03" in codes("level=red") and "T02" not in codes("level=red")
    assert codes("q=没有这样的规则") == []


@pytest.mark.django_db
def test_a_provincial_rule_is_shown_read_only(client: Client, cast: Cast, catalogue: None) -> None:
    signed_in(client, cast.linjiancha)
    text = client.get("/oversight/rules/T02/").content.decode()
    assert "省级规则，县级只读" in text and "起草新版本" not in text
    assert client.get("/oversight/rules/T02/edit/").status_code == 404
    assert client.post("/oversight/rules/T02/draft/").status_code == 404
    assert client.get("/oversight/rules/T99/").status_code == 404


@pytest.mark.django_db
def test_a_rule_is_drafted_and_edited_in_a_form(client: Client, cast: Cast, catalogue: None, soon: str) -> None:
    signed_in(client, cast.linjiancha)
    page = client.post("/oversight/rules/new/", filled(effective_on=soon), follow=True)
    assert page.redirect_chain[-1][0] == "/oversight/rules/X101/"
    assert "超过承诺办结期限5个工作日以上，经人工确认后发红牌。" in page.content.decode()

    form = client.get("/oversight/rules/X101/edit/")
    assert 'value="承诺期限超五日"' in form.content.decode()
    condition = {"subject1": "matter:instant", "operator1": "eq", "operand1": "否"}
    client.post("/oversight/rules/X101/edit/", filled(effective_on=soon, threshold="3", units=["MZ"], **condition))
    version = RuleVersion.objects.get(rule__code="X101")
    assert version.effective_on == date(2026, 12, 1)
    assert version.spec["threshold"] == {"value": "3", "unit": "wd"}
    assert version.spec["scope"] == {"units": ["MZ"]}
    assert version.spec["condition"] == {"eq": [{"matter": "instant"}, {"const": False}]}
    assert "（限于不是即办件的）" in client.get("/oversight/rules/X101/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"threshold": "-1"}, "threshold", "阈值不能是负数。"),
        ({"threshold": "很久"}, "threshold", "阈值应当是数字。"),
        ({"unit": "yuan"}, "unit", "时限类要素的单位应当是工作日、工作小时或者自然日。"),
        ({"element": ""}, "element", "请选择监察要素。"),
        ({"element": "event:fee", "unit": "yuan"}, "on", "请至少选择一个办理节点。"),
        ({"element": "overdue:own", "from": "submitted", "until": ["received"], "within": "0"}, "within", ""),
        ({"subject1": "fact:amount", "operator1": "gt", "operand1": "很多"}, "subject1", "第1行条件应当填数字。"),
        ({"subject2": "fact:amount"}, "subject2", "请补全第2行条件。"),
        ({"subject1": "fact:salary", "operator1": "known"}, "subject1", "请补全第1行条件。"),
        ({"template": "{password}"}, "template", "消息模板中没有“{password}”这一项。"),
        ({"basis": ""}, "basis", "请填写规则依据。"),
        ({"name": ""}, "name", "规则名称应为2至60字。"),
        ({"effective_on": "2026-11-22"}, "effective_on", "生效日期不能早于今天：规则不溯及既往。"),
        ({"effective_on": "2026-13-45"}, "effective_on", "请填写生效日期。"),
        ({"level": "purple"}, "level", "请选择级别：预警、黄牌或者红牌。"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    client: Client, cast: Cast, soon: str, change: dict[str, Any], field: str, sentence: str
) -> None:
    signed_in(client, cast.linjiancha)
    page = client.post("/oversight/rules/new/", filled(effective_on=soon) | change)
    assert page.status_code == 409
    assert field in page.context["errors"] and sentence in page.context["errors"][field]
    assert f'id="f-{field}-error"' in page.content.decode()
    assert not Rule.objects.exists()


@pytest.mark.django_db
def test_a_condition_the_lists_cannot_say_is_kept(client: Client, cast: Cast, catalogue: None, soon: str) -> None:
    spec = {
        key: value for key, value in next(row for row in CATALOGUE if row["code"] == "P03").items() if key != "code"
    }
    actions.draft_rule("越权办理（县级）", "procedure", spec, date(2026, 12, 1), "", by=cast.linjiancha, at=NOON)
    signed_in(client, cast.linjiancha)
    text = client.get("/oversight/rules/X101/edit/").content.decode()
    assert "保留原有要素" in text and "现在的条件：环节与此前登记的下一环节相同" in text
    typed = editor.typed_of(spec) | {
        "name": "越权办理（县级二）",
        "family": "procedure",
        "effective_on": soon,
        "note": "",
    }
    assert client.post("/oversight/rules/X101/edit/", typed).status_code == 302
    version = RuleVersion.objects.get(rule__code="X101")
    assert (version.name, version.spec["measure"], version.spec["condition"]) == (
        "越权办理（县级二）",
        spec["measure"],
        spec["condition"],
    )


@pytest.mark.django_db
def test_who_only_reads_finds_no_editor(client: Client, cast: Cast, catalogue: None) -> None:
    signed_in(client, cast.mzjiancha)
    for name in ("new/", "R02/edit/", "R02/switch/", "R02/return/"):
        assert client.get(f"/oversight/rules/{name}").status_code == 404
    for name in ("R02/draft/", "R02/submit/", "R02/discard/", "R02/approve/"):
        assert client.post(f"/oversight/rules/{name}").status_code == 404


@pytest.mark.django_db
def test_the_second_person_returns_or_approves_on_the_rules_page(
    client: Client, cast: Cast, catalogue: None, soon: str
) -> None:
    actions.draft_version("R02", by=cast.linjiancha, at=NOON)
    version = RuleVersion.objects.get(rule__code="R02", number=2)
    spec = version.spec | {"threshold": {"value": "1", "unit": "wd"}}
    actions.edit_draft("R02", version.name, spec, date(2026, 12, 1), "更早提醒", by=cast.linjiancha, at=NOON)
    signed_in(client, cast.linjiancha)
    page = client.post("/oversight/rules/R02/submit/", follow=True).content.decode()
    assert "提交前请先用过去一段时间的业务回放这份草稿。" in page
    actions.keep_replay("R02", {"first": "2026-01-01", "last": "2026-06-30"}, of=spec, by=cast.linjiancha, at=NOON)
    client.post("/oversight/rules/R02/submit/")
    assert "起草人不能审批自己的规则" in client.get("/oversight/rules/R02/").content.decode()

    signed_in(client, cast.gaozhuren)
    assert "有规则等待您审批" in client.get("/oversight/rules/").content.decode()
    assert client.post("/oversight/rules/R02/return/", {"reason": ""}).status_code == 409
    client.post("/oversight/rules/R02/return/", {"reason": "请说明理由"})
    assert RuleVersion.objects.get(pk=version.pk).state == "draft"

    signed_in(client, cast.linjiancha)
    assert "请说明理由" in client.get("/oversight/rules/R02/").content.decode()
    client.post("/oversight/rules/R02/submit/")
    signed_in(client, cast.gaozhuren)
    page = client.post("/oversight/rules/R02/approve/", follow=True).content.decode()
    assert "已批准，自生效日期起施行。" in page
    assert "<del>超过2个工作日</del>" in page and "<ins>超过1个工作日</ins>" in page


@pytest.mark.django_db
def test_a_rule_is_switched_off_from_its_page_and_a_draft_given_up(
    client: Client, cast: Cast, catalogue: None, soon: str
) -> None:
    signed_in(client, cast.linjiancha)
    assert client.get("/oversight/rules/R02/switch/").status_code == 200
    assert client.post("/oversight/rules/R02/switch/", {"effective_on": soon, "note": ""}).status_code == 409
    client.post("/oversight/rules/R02/switch/", {"effective_on": soon, "note": "暂不适用"})
    assert not RuleVersion.objects.get(rule__code="R02", number=2).is_enabled
    page = client.post("/oversight/rules/R02/discard/", follow=True).content.decode()
    assert "草稿已放弃，现行规则不变。" in page
    page = client.post("/oversight/rules/R02/draft/", follow=True)
    assert page.redirect_chain[-1][0] == "/oversight/rules/R02/edit/"


@pytest.mark.django_db
def test_a_kept_replay_names_only_the_matters_one_may_see(
    client: Client, cast: Cast, catalogue: None, soon: str
) -> None:
    for subject, code in (("MZ-1", "MZ"), ("SC-1", "SC")):
        unit = Unit.objects.get(code=code)
        Matter.objects.create(
            system="county", subject=subject, ref=subject, business="case", unit=unit, region=unit.region,
            item_name=f"{subject}的事项", opened_at=NOON, rulebook=1, calendar_version=1,
        )  # fmt: skip
    actions.draft_version("R02", by=cast.linjiancha, at=NOON)
    version = RuleVersion.objects.get(rule__code="R02", number=2)
    moment = NOON.isoformat()
    kept = {
        "first": "2026-01-01",
        "last": "2026-06-30",
        "counts": {"candidate": {"yellow": 2, "undetermined": 1}, "current": {"yellow": 1}},
        "found": [
            ["MZ-1", "candidate", "yellow", moment],
            ["SC-1", "candidate", "yellow", moment],
            ["SC-1", "current", "yellow", moment],
        ],
    }
    signed_in(client, cast.linjiancha)
    assert client.get("/oversight/rules/R02/replay/").context["replay"] is None
    actions.keep_replay("R02", kept, of=version.spec, by=cast.linjiancha, at=NOON)
    page = client.get("/oversight/rules/R02/replay/")
    assert (page.context["replay"]["candidate"], page.context["replay"]["current"]) == ([0, 2, 0, 1], [0, 1, 0, 0])
    rows = {row.matter.ref: (len(row.candidate), len(row.current)) for row in page.context["page"]}
    assert rows == {"MZ-1": (1, 0), "SC-1": (1, 1)}
    assert "回放2026年1月1日至2026年6月30日的业务" in client.get("/oversight/rules/R02/").content.decode()

    # One who may draft for the county but sees a single unit's matters is shown those alone.
    county = Region.objects.get(code="360829000000", valid_to=None)
    role = Role.objects.create(code="rule_maker", name="规则起草人", permissions=["rule.edit"])
    Assignment.objects.create(staff=cast.mzjiancha, role=role, region=county)
    signed_in(client, Staff.objects.get(pk=cast.mzjiancha.pk))
    page = client.get("/oversight/rules/R02/replay/")
    assert [row.matter.ref for row in page.context["page"]] == ["MZ-1"]
    assert "SC-1" not in page.content.decode()


@pytest.mark.django_db
def test_a_rules_page_says_when_its_card_falls(client: Client, cast: Cast, catalogue: None) -> None:
    signed_in(client, cast.mzjiancha)
    assert "无法举例" in client.get("/oversight/rules/T02/").content.decode()
    keep_time()
    text = client.get("/oversight/rules/T02/").content.decode()
    assert "承诺期限至2018年10月24日24时" in text and "2018年10月25日（周四）00:00发黄牌。" in text
    assert "2018年10月30日（周二）00:00发黄牌。" in text, "with a special procedure of three days"
    assert "举例" not in client.get("/oversight/rules/P05/").content.decode()


@pytest.mark.django_db
def test_a_draft_is_replayed_over_the_past_beside_what_was_in_force(
    client: Client, cast: Cast, catalogue: None, soon: str
) -> None:
    keep_time()
    for subject, days in (("D-1", 2), ("D-2", 6)):
        told = Event(1, "received", "case.received", NOON - timedelta(days=20), "staff:XZ001", "MZ", {
            "handover_due": (NOON - timedelta(days=18)).isoformat()})  # fmt: skip
        done = Event(2, "handed_over", "case.handed_over", NOON - timedelta(days=18 - days), "staff:MZ001", "MZ", {})
        Matter.objects.create(
            system="county", subject=subject, ref=subject, business="case", unit=cast.units["MZ"],
            region=cast.regions["360829000000"], item_name="代收的事项", opened_at=told.at, rulebook=1,
            calendar_version=1, track=[stored(told), stored(done)],
        )  # fmt: skip
    signed_in(client, cast.linjiancha)
    client.post("/oversight/rules/R02/draft/")
    version = RuleVersion.objects.get(rule__code="R02", number=2)
    spec = version.spec | {"threshold": {"value": "0", "unit": "wd"}}
    actions.edit_draft("R02", version.name, spec, date(2026, 12, 1), "更早提醒", by=cast.linjiancha, at=NOON)

    for first, last, field in (
        ("2026-11-01", "2026-10-01", "last"),
        ("2026-11-01", "2027-01-01", "last"),
        ("", "", "first"),
    ):
        page = client.post("/oversight/rules/R02/replay/", {"first": first, "last": last})
        assert page.status_code == 409 and field in page.context["errors"]
    page = client.post("/oversight/rules/R02/replay/", {"first": "2026-10-01", "last": "2026-11-22"}, follow=True)
    assert (page.context["replay"]["candidate"], page.context["replay"]["current"]) == ([0, 2, 0, 0], [0, 1, 0, 0])
    rows = {row.matter.ref: (len(row.candidate), len(row.current)) for row in page.context["page"]}
    assert rows == {"D-1": (1, 0), "D-2": (1, 1)}
    assert "已提交，由另一人审批。" in client.post("/oversight/rules/R02/submit/", follow=True).content.decode()
