"""政府信息 keeps one number for ever, is published in time or told of, and says whether it still holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from legalclock.moments import last_day
from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.disclosure import duties
from zhengtong.disclosure.actions import information as actions
from zhengtong.disclosure.models import Information
from zhengtong.disclosure.queries import information as queries
from zhengtong.disclosure.queries.information import Choice
from zhengtong.disclosure.rules.information import Details, Table
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.timers.actions import enter_notice

pytestmark = pytest.mark.django_db
CODE = "11360829082900079Y"
NOTICE = Details(
    title="关于提高城乡居民最低生活保障标准的通知",
    theme="17",
    genre="notice",
    signed_on=date(2026, 11, 20),
    document_number="安民字[2026]第012号",
    audience=("citizens", "farmers"),
    keywords=("低保", "标准", "低保"),
    text="自2027年1月1日起，城市低保标准提高到每人每月885元。",
    is_normative=True,
)


@pytest.fixture
def county(cast):
    keep_time(NOON, [])
    organ = cast.unit("MZ")
    organ.credit_code = CODE
    organ.save()
    return cast


@pytest.fixture
def notice(county):
    return actions.sign(NOTICE, organ=county.unit("MZ"), by=county.tangbianji, at=NOON)


def published(cast, details=NOTICE, *, at=NOON, organ="MZ", by=None):
    row = actions.sign(details, organ=cast.unit(organ), by=by or cast.tangbianji, at=at)
    return actions.publish(row.index_number, reviewer="白云飞", by=by or cast.tangbianji, at=at)


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def test_a_signed_document_gets_a_number_and_twenty_working_days(notice):
    assert notice.index_number == f"{CODE}/2026-00001"
    assert (notice.state, notice.document_number) == ("signed", "安民字〔2026〕12号")
    assert notice.keywords == ["低保", "标准"]
    # Signed on Friday 2026-11-20, which does not count: the twentieth working day is Friday 12-18.
    assert last_day(notice.publish_due) == date(2026, 12, 18)
    entry = Entry.objects.order_by("-id").first()
    assert (entry.kind, entry.subject, entry.unit) == ("information.signed", notice.index_number, "MZ")
    assert entry.data["publish_due"] == "2026-12-19T00:00:00+08:00"


def test_numbers_go_up_by_organ_and_year_of_signing(county, notice):
    earlier = actions.sign(
        replace(NOTICE, signed_on=date(2025, 3, 3)), organ=county.unit("MZ"), by=county.tangbianji, at=NOON
    )
    second = actions.sign(NOTICE, organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    assert earlier.index_number == f"{CODE}/2025-00001"
    assert second.index_number == f"{CODE}/2026-00002"


def test_a_number_of_a_refused_registration_is_not_lost_and_never_given_twice(county, notice):
    with pytest.raises(Refusal):
        actions.sign(replace(NOTICE, title=""), organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    after = actions.sign(NOTICE, organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    assert after.index_number.endswith("00002")
    assert kinds().count("information.signed") == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE disclosure_information SET index_number = index_number || 'X'",
        "DELETE FROM disclosure_information",
        "UPDATE disclosure_indexserial SET last = 0",
        "DELETE FROM disclosure_indexserial",
    ],
)
def test_the_database_itself_keeps_the_number(notice, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("duty", "last"),
    [
        ("info.publish", date(2026, 12, 18)),
        ("info.budget_publish", date(2026, 12, 10)),
        ("double_publicity", date(2026, 12, 1)),
    ],
)
def test_budgets_and_penalties_have_limits_of_their_own(county, duty, last):
    row = actions.sign(replace(NOTICE, duty=duty), organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    assert last_day(row.publish_due) == last


def test_publishing_meets_the_limit_and_everybody_may_read_it(county, notice):
    assert not queries.published().exists()
    row = actions.publish(notice.index_number, reviewer=" 白云飞 ", by=county.tangbianji, at=NOON)
    assert (row.state, row.reviewed_by, row.clock.is_open) == ("published", "白云飞", False)
    entry = Entry.objects.get(kind="information.published")
    assert entry.data["is_on_time"] is True
    assert queries.information_for_public(notice.index_number) == notice
    assert notice.get_absolute_url() == f"/information/{CODE}/2026-00001/"


def test_what_is_published_late_says_so(county, notice):
    actions.publish(notice.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON + timedelta(days=30))
    assert Entry.objects.get(kind="information.published").data["is_on_time"] is False


def test_nothing_is_published_without_a_review_for_secrets_or_without_content(county, notice):
    with pytest.raises(Refusal) as refusal:
        actions.publish(notice.index_number, reviewer=" ", by=county.tangbianji, at=NOON)
    assert refusal.value.code == "no-reviewer"
    empty = actions.sign(replace(NOTICE, text=""), organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    with pytest.raises(Refusal) as refusal:
        actions.publish(empty.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON)
    assert refusal.value.code == "no-content"
    assert not queries.published().exists()


def test_what_is_published_is_not_published_twice(county, notice):
    actions.publish(notice.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON)
    with pytest.raises(Refusal) as refusal:
        actions.publish(notice.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON)
    assert refusal.value.code == "information-published"


def test_what_is_withheld_says_why_and_under_which_article(county):
    organ, by = county.unit("MZ"), county.tangbianji
    held = replace(NOTICE, mode="withheld")
    with pytest.raises(Refusal) as refusal:
        actions.sign(held, organ=organ, by=by, at=NOON)
    assert refusal.value.code == "no-mode-reason"
    with pytest.raises(Refusal) as refusal:
        actions.sign(replace(held, mode_reason="含有救助对象个人信息"), organ=organ, by=by, at=NOON)
    assert refusal.value.code == "no-mode-article"
    said = replace(held, mode_reason="含有救助对象个人信息", mode_article="第十五条（商业秘密、个人隐私）")
    row = actions.sign(said, organ=organ, by=by, at=NOON)
    assert (row.state, row.publish_due) == ("kept", None)
    with pytest.raises(Refusal) as refusal:
        actions.publish(row.index_number, reviewer="白云飞", by=by, at=NOON)
    assert refusal.value.code == "not-proactive"
    with pytest.raises(Unknown):
        queries.information_for_public(row.index_number)


@pytest.mark.parametrize("person", ["laozhou", "xiaoli", "wangkezhang", "fangbianji"])
def test_nobody_registers_for_an_organ_that_is_not_theirs(county, notice, person):
    by = getattr(county, person)
    with pytest.raises(Unknown):
        actions.sign(NOTICE, organ=county.unit("MZ"), by=by, at=NOON)
    with pytest.raises(Unknown):
        actions.publish(notice.index_number, reviewer="某人", by=by, at=NOON)
    with pytest.raises(Unknown):
        queries.information_for_desk(by, notice.index_number)
    assert not queries.visible_to(by.user).exists()
    assert queries.visible_to(county.tangbianji.user).get() == notice


def test_a_correction_leaves_number_day_and_mode_alone(county, notice):
    row = actions.revise(
        notice.index_number, replace(NOTICE, title="关于调整城乡低保标准的通知"), by=county.tangbianji, at=NOON
    )
    assert (row.title, row.index_number) == ("关于调整城乡低保标准的通知", notice.index_number)
    assert Entry.objects.get(kind="information.revised").data["changed"] == ["title"]
    with pytest.raises(Refusal) as refusal:
        actions.revise(notice.index_number, replace(NOTICE, signed_on=date(2026, 11, 1)), by=county.tangbianji, at=NOON)
    assert refusal.value.code == "mode-fixed"


def test_a_document_owes_its_interpretation_within_three_working_days(county):
    document = published(county, replace(NOTICE, needs_interpretation=True))
    assert last_day(document.interpretation_due) == date(2026, 11, 26)
    owed = Entry.objects.get(kind="interpretation.owed")
    assert owed.subject == f"{document.index_number}#JD"
    piece = actions.sign(
        replace(NOTICE, title="《提高低保标准的通知》政策解读", genre="interpretation", document_number="", is_normative=False),
        organ=county.unit("MZ"), by=county.tangbianji, at=NOON,
    )  # fmt: skip
    actions.link_interpretation(document.index_number, piece.index_number, by=county.tangbianji, at=NOON)
    assert "interpretation.published" not in kinds()
    actions.publish(piece.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON + timedelta(days=1))
    met = Entry.objects.get(kind="interpretation.published")
    assert (met.subject, met.data["is_on_time"]) == (owed.subject, True)
    document.refresh_from_db()
    assert list(queries.interpretations_of(document)) == [Information.objects.get(pk=piece.pk)]
    assert queries.information_for_public(piece.index_number).explains == document


def test_an_interpretation_that_was_there_first_meets_the_duty_at_once(county):
    document = actions.sign(
        replace(NOTICE, needs_interpretation=True), organ=county.unit("MZ"), by=county.tangbianji, at=NOON
    )
    piece = published(county, replace(NOTICE, title="低保标准一图读懂", genre="interpretation", document_number=""))
    actions.link_interpretation(document.index_number, piece.index_number, by=county.tangbianji, at=NOON)
    actions.publish(document.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON)
    assert "interpretation.published" in kinds()


def test_an_interpretation_explains_one_document_and_never_itself(county, notice):
    with pytest.raises(Refusal) as refusal:
        actions.link_interpretation(notice.index_number, notice.index_number, by=county.tangbianji, at=NOON)
    assert refusal.value.code == "bad-link"


def test_validity_changes_on_a_basis_and_what_is_repealed_stays_repealed(county):
    old, new = published(county), published(county)
    with pytest.raises(Refusal) as refusal:
        actions.change_validity(old.index_number, "repealed", "", by=county.tangbianji, at=NOON)
    assert refusal.value.code == "no-basis"
    row = actions.change_validity(
        old.index_number,
        "repealed",
        "安民字〔2026〕13号第九条",
        by=county.tangbianji,
        at=NOON,
        replaced_by=new.index_number,
    )
    assert (row.validity, row.replaced_by, row.validity_on) == ("repealed", new, NOON.date())
    entry = Entry.objects.get(kind="information.validity_changed")
    assert (entry.data["before"], entry.data["after"]) == ("valid", "repealed")
    with pytest.raises(Refusal) as refusal:
        actions.change_validity(old.index_number, "valid", "恢复施行的决定", by=county.tangbianji, at=NOON)
    assert refusal.value.code == "bad-validity"
    assert queries.information_for_public(old.index_number).validity == "repealed"


def test_a_document_that_says_until_when_it_holds_expires_by_itself(county):
    row = published(county, replace(NOTICE, expires_on=date(2026, 12, 31)))
    assert duties.expire(NOON) == 0
    with pytest.raises(Refusal):
        actions.expire(row.index_number, at=NOON)
    assert duties.expire(NOON + timedelta(days=60)) == 1
    assert duties.expire(NOON + timedelta(days=60)) == 0
    row.refresh_from_db()
    assert (row.validity, row.validity_basis) == ("expired", "有效期至2026-12-31，期满自行失效")


def test_what_is_withdrawn_is_gone_for_the_public_and_stays_in_the_register(county):
    row = published(county)
    with pytest.raises(Refusal):
        actions.withdraw(row.index_number, "", by=county.tangbianji, at=NOON)
    actions.withdraw(row.index_number, "附件含有个人信息", by=county.tangbianji, at=NOON)
    with pytest.raises(Unknown):
        queries.information_for_public(row.index_number)
    assert queries.information_for_desk(county.tangbianji, row.index_number).withdrawal_reason == "附件含有个人信息"
    with pytest.raises(Refusal) as refusal:
        actions.change_validity(row.index_number, "repealed", "清理决定", by=county.tangbianji, at=NOON)
    assert refusal.value.code == "information-withdrawn"


def test_a_new_holiday_moves_the_limit_that_is_shown(county, notice):
    before = notice.publish_due
    days = [(date(2026, 12, day), "holiday", "试验假日") for day in (1, 2)]
    enter_notice(2026, "国办发明电〔2026〕99号", days, by="system", at=NOON)
    notice.refresh_from_db()
    assert notice.publish_due == before + timedelta(days=4)
    assert "publish_due" in Entry.objects.filter(kind="clock.moved").first().data


def test_the_catalogue_counts_every_facet_beside_the_other_choices(county):
    organ = county.unit("BG")
    published(county)
    published(county, replace(NOTICE, theme="04", signed_on=date(2025, 2, 3), audience=("companies",)))
    plan = replace(
        NOTICE, title="关于推进政务公开的实施方案", theme="02", audience=(), is_normative=False, document_number=""
    )
    published(county, plan, organ="BG", by=county.fangbianji)
    actions.sign(NOTICE, organ=organ, by=county.fangbianji, at=NOON)  # signed and not yet published: not counted
    every = queries.facets(Choice())
    assert {f.code: f.count for f in every["organ"]} == {"BG": 1, "MZ": 2}
    assert {f.code: f.count for f in every["theme"]} == {"02": 1, "04": 1, "17": 1}
    assert {f.code: f.count for f in every["audience"]} == {"citizens": 1, "farmers": 1, "companies": 1}
    assert [f.code for f in every["year"]] == ["2026", "2025"]
    chosen = Choice(organ="MZ", theme="17")
    assert queries.catalogue(chosen).count() == 1
    beside = queries.facets(chosen)
    assert {f.code: f.count for f in beside["theme"]} == {"04": 1, "17": 1}
    assert {f.code: f.count for f in beside["organ"]} == {"MZ": 1}
    assert queries.policies().count() == 2


@pytest.mark.parametrize(
    "words", ["最低生活 标准", "安民字(2026)12号", "安民字〔2026〕12号", f"{CODE}/2026-00001", "低保"]
)
def test_a_policy_is_found_by_words_number_and_index(county, words):
    row = published(county)
    assert list(queries.catalogue(Choice(words=words))) == [row]


@pytest.mark.parametrize(
    "choice", [Choice(year="今年"), Choice(year="99999"), Choice(theme="zz"), Choice(words="没有这个")]
)
def test_a_choice_that_means_nothing_finds_nothing(county, choice):
    published(county)
    assert not queries.catalogue(choice).exists()


def test_a_data_table_is_kept_as_it_was_given(county):
    table = Table(("乡镇", "人数"), (("平都镇", 312), ("横龙镇", None)))
    row = published(county, replace(NOTICE, form="table", table=table))
    assert queries.table_of(Information.objects.get(pk=row.pk)) == table
    assert list(queries.data_tables()) == [row]
