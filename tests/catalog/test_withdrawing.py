"""What is not yet published may be taken back by its department, and a draft may be given up; both stay on record."""

from datetime import timedelta

import pytest

from tests.cast import NOON
from tests.catalog.items import allowance, put_through
from tests.catalog.test_approval import CODE, _forms, approve, refuse  # noqa: F401 — the forms the item refers to
from zhengtong.catalog import actions, importing, interchange, queries
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.journal.models import Entry


def submitted(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    return actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)


def withdraw(cast, reason="收费依据有误"):
    return actions.withdraw_version(CODE, reason=reason, by=cast.wangkezhang, at=NOON)


@pytest.mark.parametrize("reviews", [0, 2, 3])
def test_a_department_takes_back_what_it_submitted_and_the_chain_begins_anew(cast, reviews):
    submitted(cast)
    approve(cast, *(cast.chenzhuren, cast.zhaofazhi, cast.sunzhuren)[:reviews])
    stage = ItemVersion.objects.get().state
    assert withdraw(cast).state == "draft"
    entry = Entry.objects.get(kind="item.withdrawn")
    assert (entry.data["stage"], entry.data["reason"], entry.unit) == (stage, "收费依据有误", "MZ")
    assert queries.opinions_on(ItemVersion.objects.get()).count() == reviews
    actions.edit_draft(CODE, allowance(summary="改好了。"), by=cast.wangkezhang, at=NOON)
    assert actions.submit_version(CODE, by=cast.wangkezhang, at=NOON).state == "center_review"


def test_only_the_department_takes_back_and_says_why_and_only_before_publication(cast):
    submitted(cast)
    take = actions.withdraw_version
    for stranger in (cast.laozhou, cast.chenzhuren, cast.sunzhuren):
        assert refuse(take, CODE, reason="有误", by=stranger, at=NOON).code == "item-not-yours"
    assert refuse(take, CODE, reason=" ", by=cast.wangkezhang, at=NOON).code == "reason-empty"
    assert refuse(take, CODE, reason="误" * 201, by=cast.wangkezhang, at=NOON).code == "reason-long"
    withdraw(cast)
    assert refuse(take, CODE, reason="有误", by=cast.wangkezhang, at=NOON).code == "item-stage"


def test_what_is_published_can_neither_be_taken_back_nor_discarded(cast):
    put_through(cast, allowance())
    for act, more in ((actions.withdraw_version, {"reason": "有误"}), (actions.discard_draft, {})):
        assert refuse(act, CODE, **more, by=cast.wangkezhang, at=NOON).code == "item-no-draft"


def test_a_discarded_revision_leaves_the_version_in_force_and_its_number(cast):
    first = put_through(cast, allowance())
    actions.revise_item(CODE, by=cast.wangkezhang, at=NOON)
    actions.discard_draft(CODE, by=cast.wangkezhang, at=NOON)
    assert Entry.objects.get(kind="item.draft_discarded").data["number"] == 2
    assert queries.item_for_public(CODE) == first
    assert [v.number for v in queries.items_for_desk(cast.wangkezhang)] == [1]
    assert [v.state for v in queries.history_for(cast.wangkezhang, CODE)] == ["discarded", "published"]
    assert actions.revise_item(CODE, by=cast.wangkezhang, at=NOON).number == 3


def test_a_discarded_first_draft_frees_its_code_and_keeps_what_was_said_of_it(cast):
    submitted(cast)
    actions.give_opinion(CODE, approve=False, text="与MZ-JF-0019重复。", by=cast.chenzhuren, at=NOON)
    actions.discard_draft(CODE, by=cast.wangkezhang, at=NOON)
    assert not queries.items_for_desk(cast.wangkezhang)
    assert queries.opinions_on(ItemVersion.objects.get()).get().text == "与MZ-JF-0019重复。"
    again = actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    assert (again.number, ServiceItem.objects.count()) == (2, 1)


def test_an_import_takes_a_freed_code_as_new(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    data = interchange.to_yaml(interchange.Entry(allowance())).encode()
    actions.discard_draft(CODE, by=cast.wangkezhang, at=NOON)
    report = importing.check_import("items.yaml", data, by=cast.wangkezhang)
    assert [ready.will for ready in report.ready] == [importing.NEW]
    actions.import_items("items.yaml", data, by=cast.wangkezhang, at=NOON)
    assert ItemVersion.objects.order_by("number").values_list("state", flat=True)[1] == "draft"


def test_a_draft_is_not_discarded_by_another_unit_nor_under_review_nor_over_a_colleagues_edit(cast):
    first = actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    assert refuse(actions.discard_draft, CODE, by=cast.laozhou, at=NOON).code == "item-unit"
    later = NOON + timedelta(minutes=1)
    actions.edit_draft(CODE, allowance(), by=cast.wangkezhang, at=later)
    stale = {"by": cast.wangkezhang, "at": later, "seen": first.edited_at}
    assert refuse(actions.discard_draft, CODE, **stale).code == "item-stale"
    actions.submit_version(CODE, by=cast.wangkezhang, at=later)
    assert refuse(actions.discard_draft, CODE, by=cast.wangkezhang, at=later).code == "item-stage"
