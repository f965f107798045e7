"""From the department's draft to the version in force, each stage by the one whose office it is."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOON
from tests.catalog.items import allowance, publish_forms, put_through
from zhengtong.catalog import actions, queries
from zhengtong.catalog.models import ItemVersion, Opinion, ServiceItem
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry

CODE = "MZ-JF-0018"


@pytest.fixture(autouse=True)
def _forms(db):
    publish_forms()


def refuse(act, *arguments, **named):
    """The refusal of an act, which leaves no trace at all."""
    before = (Entry.objects.count(), list(ItemVersion.objects.order_by("pk").values()), Opinion.objects.count())
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        act(*arguments, **named)
    after = (Entry.objects.count(), list(ItemVersion.objects.order_by("pk").values()), Opinion.objects.count())
    assert before == after
    return refusal.value


def approve(cast, *reviewers, **more):
    for reviewer in reviewers:
        actions.give_opinion(CODE, approve=True, text="", by=reviewer, at=NOON, **more)


def test_the_whole_chain_as_the_plan_has_it(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    assert [v.item.code for v in queries.waiting_for(cast.chenzhuren)] == [CODE]
    assert not queries.waiting_for(cast.zhaofazhi)
    returned = actions.give_opinion(CODE, approve=False, text="请写明公示天数。", by=cast.chenzhuren, at=NOON)
    assert returned.version.state == "draft"
    actions.edit_draft(CODE, allowance(conditions="公示七天。"), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    approve(cast, cast.chenzhuren, cast.zhaofazhi, cast.sunzhuren)
    approve(cast, cast.sunzhuren, document="吉政数字〔2026〕8号")
    version = actions.publish_version(CODE, by=cast.sunzhuren, at=NOON)
    assert version.state == "published" and version.effective_on == date(2026, 11, 23)
    assert version.digest and version.item.current == version
    stages = list(queries.opinions_on(version).values_list("stage", "is_approved", "document"))
    assert stages == [
        ("center_review", False, ""),
        ("center_review", True, ""),
        ("legal_review", True, ""),
        ("egov_review", True, ""),
        ("city_review", True, "吉政数字〔2026〕8号"),
    ]
    kinds = list(Entry.objects.filter(subject=CODE).order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "item.drafted", "item.submitted", "item.returned", "item.edited", "item.submitted", "item.approved",
        "item.approved", "item.approved", "item.approved", "item.published",
    ]  # fmt: skip


def test_an_incomplete_item_is_refused_and_the_refusal_says_which(cast):
    actions.draft_item(allowance(conditions=None, phone=None), by=cast.wangkezhang, at=NOON)
    refusal = refuse(actions.submit_version, CODE, by=cast.wangkezhang, at=NOON)
    assert refusal.code == "item-incomplete" and refusal.field == "conditions"
    assert "受理条件" in refusal.sentence and "咨询电话" in refusal.sentence and "2处" in refusal.sentence


def test_a_form_that_nobody_published_keeps_the_item_back(cast):
    actions.draft_item(allowance(form="no-such-form"), by=cast.wangkezhang, at=NOON)
    refusal = refuse(actions.submit_version, CODE, by=cast.wangkezhang, at=NOON)
    assert "电子表单" in refusal.sentence and "no-such-form" in refusal.sentence


def test_the_gate_is_passed_again_on_the_day_of_publication(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    approve(cast, cast.chenzhuren, cast.zhaofazhi, cast.sunzhuren)
    approve(cast, cast.sunzhuren, document="吉政数字〔2026〕8号")
    cast.hall.code = "moved"
    cast.hall.save()
    assert "受理场所" in refuse(actions.publish_version, CODE, by=cast.sunzhuren, at=NOON).sentence


def test_each_stage_belongs_to_its_office(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    for stranger in (cast.laozhou, cast.zhaofazhi, cast.sunzhuren, cast.liujuzhang, cast.wangkezhang):
        refusal = refuse(actions.give_opinion, CODE, approve=True, text="同意", by=stranger, at=NOON)
        assert refusal.code == "item-not-yours"
    refusal = refuse(actions.publish_version, CODE, by=cast.sunzhuren, at=NOON)
    assert refusal.code == "item-stage"


def test_nobody_approves_what_they_drafted(cast):
    post = cast.wangkezhang.assignments.create(role=cast.role("center_reviewer"))
    assert post.pk
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    assert not queries.waiting_for(cast.wangkezhang)
    fresh = type(cast.wangkezhang).objects.get(pk=cast.wangkezhang.pk)
    assert refuse(actions.give_opinion, CODE, approve=True, text="同意", by=fresh, at=NOON).code == "item-own"


def test_an_opinion_meant_for_one_stage_is_not_taken_for_the_next(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    approve(cast, cast.chenzhuren, cast.zhaofazhi)
    approve(cast, cast.sunzhuren, stage="egov_review")
    again = {"approve": True, "text": "", "document": "某号", "stage": "egov_review"}
    assert refuse(actions.give_opinion, CODE, **again, by=cast.sunzhuren, at=NOON).code == "item-stage"


def test_another_unit_can_neither_draft_nor_edit(cast):
    assert refuse(actions.draft_item, allowance(), by=cast.laozhou, at=NOON).code == "item-unit"
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    assert refuse(actions.edit_draft, CODE, allowance(), by=cast.laozhou, at=NOON).code == "item-unit"
    assert refuse(actions.edit_draft, CODE, allowance(unit="JT"), by=cast.wangkezhang, at=NOON).code == "item-unit"


def test_a_draft_under_review_cannot_be_edited_and_a_newer_edit_is_not_overwritten(cast):
    first = actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    later = NOON + timedelta(minutes=1)
    actions.edit_draft(CODE, allowance(), by=cast.wangkezhang, at=later, seen=first.edited_at)
    stale = {"by": cast.wangkezhang, "at": later, "seen": first.edited_at}
    assert refuse(actions.edit_draft, CODE, allowance(), **stale).code == "item-stale"
    actions.submit_version(CODE, by=cast.wangkezhang, at=later)
    assert refuse(actions.edit_draft, CODE, allowance(), by=cast.wangkezhang, at=later).code == "item-stage"


def test_a_code_is_taken_once_and_never_changes(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    assert refuse(actions.draft_item, allowance(), by=cast.wangkezhang, at=NOON).code == "item-exists"
    renamed = allowance(code="MZ-JF-0019")
    assert refuse(actions.edit_draft, CODE, renamed, by=cast.wangkezhang, at=NOON).code == "item-code"


def test_a_new_version_supersedes_and_the_old_one_stays_as_it_was(cast):
    first = put_through(cast, allowance())
    refuse(actions.publish_version, CODE, by=cast.sunzhuren, at=NOON)
    actions.revise_item(CODE, by=cast.wangkezhang, at=NOON)
    assert refuse(actions.revise_item, CODE, by=cast.wangkezhang, at=NOON).code == "item-has-draft"
    assert queries.item_for_public(CODE) == first
    limits = allowance()["limits"] | {"promised": {"amount": 20, "unit": "wd"}}
    actions.edit_draft(CODE, allowance(summary="改了说明。", limits=limits), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    approve(cast, cast.chenzhuren, cast.zhaofazhi, cast.sunzhuren)
    approve(cast, cast.sunzhuren, document="吉政数字〔2026〕9号")
    second = actions.publish_version(CODE, by=cast.sunzhuren, at=NOON)
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("superseded", "published", 2)
    assert first.content["summary"] != second.content["summary"]
    assert queries.item_for_public(CODE) == second


@pytest.mark.parametrize(
    "change",
    ["content = '{}'", "digest = 'x'", "number = 7", "name = '别名'", "state = 'draft'", "effective_on = '2020-01-01'"],
)
def test_a_published_version_is_immutable_in_the_database(cast, change):
    version = put_through(cast, allowance())
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE catalog_itemversion SET {change} WHERE id = %s", [version.pk])  # noqa: S608


def test_neither_a_published_version_nor_an_opinion_can_be_deleted(cast):
    version = put_through(cast, allowance())
    with connection.cursor() as cursor:
        for table in ("opinion", "itemversion"):
            with pytest.raises(DatabaseError, match=r"不能删除|只增不改"), transaction.atomic():
                cursor.execute(f"DELETE FROM catalog_{table}")  # noqa: S608 — two literal names
        with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
            cursor.execute("UPDATE catalog_opinion SET text = '同意'")
    assert ItemVersion.objects.filter(pk=version.pk).exists()


def test_an_item_does_not_take_effect_tomorrow(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    late = {"by": cast.sunzhuren, "at": NOON, "effective_on": date(2026, 11, 24)}
    assert refuse(actions.publish_version, CODE, **late).code == "effective-later"


def test_suspended_resumed_cancelled(cast):
    put_through(cast, allowance())
    assert queries.item_for_application(CODE).item.code == CODE
    assert refuse(actions.suspend_item, CODE, reason=" ", by=cast.sunzhuren, at=NOON).code == "reason-empty"
    assert refuse(actions.suspend_item, CODE, reason="系统升级", by=cast.wangkezhang, at=NOON).code == "item-not-yours"
    actions.suspend_item(CODE, reason="系统升级", by=cast.sunzhuren, at=NOON)
    with pytest.raises(Refusal, match="暂停办理"):
        queries.item_for_application(CODE)
    actions.resume_item(CODE, reason="升级完成", by=cast.sunzhuren, at=NOON)
    tomorrow = {"basis": "国发〔2026〕1号", "on": date(2026, 11, 24), "by": cast.sunzhuren, "at": NOON}
    assert refuse(actions.cancel_item, CODE, **tomorrow).code == "cancel-later"
    actions.cancel_item(CODE, **{**tomorrow, "on": date(2026, 11, 23)})
    with pytest.raises(Refusal, match="国发〔2026〕1号"):
        queries.item_for_application(CODE)
    assert not queries.published_items()
    assert queries.item_for_public(CODE).item.state == "cancelled"
    assert refuse(actions.resume_item, CODE, reason="反悔", by=cast.sunzhuren, at=NOON).code == "item-state"
    assert refuse(actions.revise_item, CODE, by=cast.wangkezhang, at=NOON).code == "item-cancelled"


def test_who_sees_what(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    assert queries.visible_to(cast.wangkezhang.user).count() == 1
    for stranger in (cast.laozhou, cast.chenzhuren, cast.zhaofazhi, cast.xiaoli):
        assert not queries.visible_to(stranger.user)
        with pytest.raises(Unknown):
            queries.version_for_desk(stranger, CODE, 1)
    assert not queries.visible_to(cast.zhangayi.user)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    assert queries.visible_to(cast.chenzhuren.user).count() == 1
    assert not queries.visible_to(cast.zhaofazhi.user)
    with pytest.raises(Unknown):
        queries.item_for_public(CODE)
    approve(cast, cast.chenzhuren, cast.zhaofazhi, cast.sunzhuren)
    approve(cast, cast.sunzhuren, document="某号")
    actions.publish_version(CODE, by=cast.sunzhuren, at=NOON)
    assert queries.visible_to(cast.laozhou.user).count() == 1
    assert not queries.visible_to(cast.zhangayi.user)


def test_an_unknown_code_is_unknown_to_every_act(cast):
    for act, more in (
        (actions.submit_version, {}),
        (actions.publish_version, {}),
        (actions.suspend_item, {"reason": "x"}),
        (actions.revise_item, {}),
    ):
        assert refuse(act, "MZ-JF-9999", **more, by=cast.sunzhuren, at=NOON).code == "unknown"
    assert not ServiceItem.objects.exists()
