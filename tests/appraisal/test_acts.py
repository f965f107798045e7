"""From the first of the month to publication: computed, objected to, revised, published by a second pair of hands."""

import json
import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.appraisal.conftest import AFTER_APPEALS, FIRST_OF_NOVEMBER, give_card, lay_october, matter, withdraw
from tests.appraisal.seed import DATA, day
from tests.cases.county import keep_time
from tests.files import samples
from zhengtong.appraisal import actions, queries, tasks
from zhengtong.appraisal.models import Appraisal, Indicator, Scheme, Score, ScoreMark, ScoreObjection, ScoreRevision
from zhengtong.appraisal.rules import read_period
from zhengtong.files.actions import store_upload
from zhengtong.files.queries import attachment_for
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.supervision.models import Card, Matter

OCTOBER = read_period("2026-10")


def score_of(code: str, kind: str = "unit") -> Score:
    return Score.objects.get(kind=kind, code=code, appraisal__period="2026-10")


def now(code: str, kind: str = "unit") -> ScoreRevision:
    return queries.newest(score_of(code, kind))


def line(revision: ScoreRevision, code: str):
    return revision.lines.get(code=code)


def entries(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind).order_by("id"))


@pytest.fixture
def paper(october, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"

    def one(by) -> list:
        return [store_upload(samples.upload("检查记录.pdf", samples.PDF), by=f"staff:{by.code}", at=day(30))]

    return one


# --- computing ---


def test_a_month_is_scored_for_units_townships_and_known_persons(computed):
    civil = now("MZ")
    assert civil.handled == 12 and not civil.is_small and civil.cause == "first"
    assert line(civil, "yellow").deduction == 3 and line(civil, "red").deduction == 6
    assert line(civil, "order").value == 50, "signed in time, answered late"
    assert now("JT").is_small and line(now("JT"), "complaint").deduction == 2
    assert now("SC").total is None
    town = now("360829103000", "township")
    assert town.handled == 11 and line(town, "warned").value == Decimal("0.91")
    assert now("MZ001", "person").handled == 1


def test_the_journal_carries_the_scores_upward(computed):
    told = entries("appraisal.computed")[0]
    assert told.subject == "appraisal:2026-10" and told.data["scheme"] == "efficiency"
    civil = next(one for one in told.data["scores"] if one["code"] == "MZ")
    assert civil == {
        "kind": "unit", "code": "MZ", "name": "县民政局", "total": str(now("MZ").total), "grade": now("MZ").grade,
        "handled": 12, "revision": 1,
    }  # fmt: skip


def test_no_person_is_scored_in_the_journal(computed):
    assert score_of("MZ001", "person") and "person" not in {
        one["kind"] for one in entries("appraisal.computed")[0].data["scores"]
    }


def test_every_number_leads_to_what_was_counted(computed):
    civil = now("MZ")
    assert [one.ref for one in queries.behind(civil, "red", ())] == ["JCMZ002R"]
    assert [one.subject for one in queries.behind(civil, "finished", ())] == [f"MZ{n:03}" for n in range(1, 13)]
    assert [one.ref for one in queries.behind(civil, "orders_to_answer", ())] == ["DB1"]
    for code, kind in (("MZ", "unit"), ("360829103000", "township"), ("JT", "unit")):
        revision = now(code, kind)
        for one in revision.lines.all():
            for name, families in one.totals:
                counted = queries.behind(revision, name, tuple(families))
                if not name.endswith("_seconds"):
                    assert len(counted) == int(revision_total(revision, name, families))


def revision_total(revision, name, families):
    from zhengtong.appraisal.rules import Tally

    return Tally.from_json(revision.tally).total(name, tuple(families)).value


def test_a_month_that_is_not_over_and_a_month_twice_are_refused(october, computed):
    for month, code in (("2026-11", "period-open"), ("2026-10", "already-computed"), ("2026-Q4", "period-shape")):
        with pytest.raises(Refusal) as refused:
            actions.compute(month, by=october.linjiancha, at=FIRST_OF_NOVEMBER)
        assert refused.value.code == code
    assert Appraisal.objects.count() == 1


def test_only_who_makes_the_appraisal_may_compute_it(october):
    for nobody in (october.laozhou, october.mzjiancha, october.gaozhuren):
        with pytest.raises(Unknown):
            actions.compute("2026-10", by=nobody, at=FIRST_OF_NOVEMBER)
    assert actions.compute("2026-10", by=october.linjiancha, at=FIRST_OF_NOVEMBER).computed_by == "staff:JC001"


def test_the_task_computes_last_month_once_and_not_before_three(october):
    midnight = OCTOBER.last + timedelta(minutes=5)
    assert tasks.compute_last_month(midnight) == 0
    assert tasks.compute_last_month(FIRST_OF_NOVEMBER) == 1
    assert tasks.compute_last_month(FIRST_OF_NOVEMBER) == 0
    assert Appraisal.objects.get().computed_by == "system"


def test_months_missed_while_nothing_ran_are_caught_up_one_by_one(computed):
    december = read_period("2026-11").last + timedelta(days=35)
    assert [tasks.compute_last_month(december + timedelta(hours=4)) for _ in range(3)] == [1, 1, 0]
    assert list(Appraisal.objects.order_by("period").values_list("period", flat=True)) == [
        "2026-10", "2026-11", "2026-12"
    ]  # fmt: skip


def test_the_appeal_period_is_five_working_days(computed):
    # 2026-11-01 is a Sunday: Monday the 2nd is the first of five, Friday the 6th the last.
    assert computed.appeal_until.isoformat() == "2026-11-07T00:00:00+08:00"


def test_reading_a_month_takes_the_same_statements_for_few_and_many(october):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            queries.dossiers(OCTOBER)
        return len(asked)

    few = statements()
    for n in range(100, 160):
        give_card(matter(october, n, "SF"), "warning")
    assert statements() == few


# --- replaying ---


def test_a_withdrawn_card_replays_the_month_and_shows_old_and_new(computed):
    before = now("MZ")
    withdraw(Card.objects.get(ref="JCMZ002R"), FIRST_OF_NOVEMBER + timedelta(days=1))
    assert tasks.replay_withdrawn(FIRST_OF_NOVEMBER + timedelta(days=1)) == 1
    after = now("MZ")
    assert (after.number, after.cause, after.cause_ref) == (2, "card", "JCMZ002R")
    assert line(after, "red").deduction == 0 and after.total > before.total
    assert "系统故障" in after.reason
    assert now("MZ001", "person").number == 2, "the person answerable for it too"
    told = entries("appraisal.revised")[0]
    civil = next(one for one in told.data["scores"] if one["code"] == "MZ")
    assert (
        civil["before"] == str(before.total) and civil["total"] == str(after.total) and told.data["card"] == "JCMZ002R"
    )


def test_replaying_twice_does_nothing(computed):
    withdraw(Card.objects.get(ref="JCMZ002R"), FIRST_OF_NOVEMBER)
    assert [tasks.replay_withdrawn(FIRST_OF_NOVEMBER) for _ in range(2)] == [1, 0]
    with pytest.raises(Refusal) as refused:
        actions.replay_without("JCMZ002R", "2026-10", at=FIRST_OF_NOVEMBER)
    assert refused.value.code == "no-change"
    assert ScoreRevision.objects.filter(cause="card").count() == 2


def test_a_card_withdrawn_while_its_month_was_computed_is_replayed_too(computed):
    """Its act began before the computation and was committed after the computation had read the card."""
    withdraw(Card.objects.get(ref="JCMZ002R"), FIRST_OF_NOVEMBER - timedelta(seconds=2))
    assert tasks.replay_withdrawn(FIRST_OF_NOVEMBER) == 1
    assert line(now("MZ"), "red").deduction == 0


def test_only_the_card_goes_when_a_month_is_replayed(october, computed):
    before = now("MZ")
    for n in range(50, 60):
        matter(october, n, on=30)  # came late, finished late: would lower the score
    withdraw(Card.objects.get(ref="JCMZ001Y"), FIRST_OF_NOVEMBER)
    tasks.replay_withdrawn(FIRST_OF_NOVEMBER)
    assert now("MZ").handled == before.handled and now("MZ").total > before.total


def test_a_published_score_gets_a_revision_and_is_never_edited(october, computed):
    actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS)
    first = now("MZ")
    withdraw(Card.objects.get(ref="JCMZ002R"), AFTER_APPEALS + timedelta(days=1))
    assert tasks.replay_withdrawn(AFTER_APPEALS + timedelta(days=1)) == 1
    assert now("MZ").is_after_publication and entries("appraisal.revised")[0].data["is_published"]
    assert ScoreRevision.objects.get(pk=first.pk).total == first.total


@pytest.mark.parametrize("table", ["scorerevision", "scoreline", "score"])
@pytest.mark.parametrize("statement", ["DELETE FROM appraisal_{}", "UPDATE appraisal_{} SET id = id"])
def test_the_database_itself_refuses_to_change_a_score(computed, table, statement):
    with (
        pytest.raises((InternalError, ProgrammingError), match="只增不改"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_late_data_makes_a_revision_by_the_button_with_its_reason(october, computed):
    with pytest.raises(Refusal) as refused:
        actions.recompute("2026-10", "补报数据", by=october.linjiancha, at=FIRST_OF_NOVEMBER)
    assert refused.value.code == "no-change"
    matter(october, 40, on=25)
    made = actions.recompute("2026-10", "民政局补报一件", by=october.linjiancha, at=FIRST_OF_NOVEMBER)
    assert [one.score.code for one in made] == ["MZ"] and made[0].cause == "data" and made[0].handled == 13
    with pytest.raises(Refusal) as refused:
        actions.recompute("2026-10", "", by=october.linjiancha, at=FIRST_OF_NOVEMBER)
    assert refused.value.code == "no-words"


def test_whoever_has_nothing_left_to_be_scored_by_has_no_score_any_more(october, computed):
    assert now("JT").total is not None
    Matter.objects.filter(unit=october.unit("JT")).update(unit=october.unit("SF"))
    made = actions.recompute("2026-10", "三件实为司法局办理", by=october.linjiancha, at=FIRST_OF_NOVEMBER)
    assert {one.score.code for one in made} == {"JT", "SF"}
    assert now("JT").total is None and now("JT").grade == "" and now("SF").handled == 3


def test_a_merged_unit_takes_its_complaints_to_its_heir(october):
    unit = october.unit("JT")
    unit.merged_into, unit.valid_to = october.unit("SF"), day(28).date()
    unit.save()
    actions.compute("2026-10", by=None, at=FIRST_OF_NOVEMBER)
    assert line(now("SF"), "complaint").deduction == 2


# --- objections, marks, publication ---


def test_a_unit_objects_to_a_line_and_gets_its_points_back(october, computed, paper):
    before = now("MZ").total
    objection = actions.object_to(
        "2026-10", "unit", "MZ", "yellow", "当日系统停机两小时，有运维记录为证。", evidence=paper(october.mzjiancha),
        by=october.mzjiancha, at=FIRST_OF_NOVEMBER,
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS)
    assert refused.value.code == "appeals-undecided"
    actions.decide(
        objection.ref,
        is_accepted=True,
        points="3",
        answer="停机属实，调回三分。",
        by=october.linjiancha,
        at=AFTER_APPEALS,
    )
    after = now("MZ")
    assert after.cause == "appeal" and line(after, "yellow").deduction == 0 and after.total > before
    assert "停机属实" in line(after, "yellow").reason
    assert ScoreMark.objects.get().source == "appeal"
    assert entries("appraisal.appeal_decided")[0].data["result"] == "accepted"


def test_no_objection_gives_back_more_than_its_line_took(october, computed):
    def object_to(asked):
        return actions.object_to(
            "2026-10", "unit", "MZ", asked, "当日系统停机两小时，有运维记录为证。", evidence=(), by=october.mzjiancha,
            at=FIRST_OF_NOVEMBER,
        )  # fmt: skip

    def accept(objection, points):
        return actions.decide(
            objection.ref, is_accepted=True, points=points, answer="停机属实。", by=october.linjiancha, at=AFTER_APPEALS
        )

    for asked, points, sentence in (("yellow", "4", "一共扣了3.00分"), ("warned", "1", "没有扣分，不能调回")):
        with pytest.raises(Refusal, match=sentence) as refused:
            accept(object_to(asked), points)
        assert (refused.value.code, refused.value.field) == ("mark-points", "points")
    assert now("MZ").number == 1 and not ScoreMark.objects.exists()


def test_a_refused_objection_leaves_the_score_alone(october, computed):
    objection = actions.object_to(
        "2026-10",
        "unit",
        "MZ",
        "red",
        "我们认为这张红牌不公平。",
        evidence=(),
        by=october.mzjiancha,
        at=FIRST_OF_NOVEMBER,
    )
    actions.decide(
        objection.ref,
        is_accepted=False,
        points="",
        answer="红牌已经申诉维持。",
        by=october.linjiancha,
        at=AFTER_APPEALS,
    )
    assert now("MZ").number == 1
    with pytest.raises(Refusal) as refused:
        actions.decide(
            objection.ref, is_accepted=True, points="6", answer="再议一次", by=october.linjiancha, at=AFTER_APPEALS
        )
    assert refused.value.code == "wrong-state"


def test_objections_come_from_the_unit_itself_in_time_once_and_with_words(october, computed):
    def file(by=october.mzjiancha, code="MZ", line="red", text="我们认为这张红牌不公平。", at=FIRST_OF_NOVEMBER):
        return actions.object_to("2026-10", "unit", code, line, text, evidence=(), by=by, at=at)

    for who in (october.henglongjiancha, october.laozhou, october.linjiancha):
        with pytest.raises(Unknown):
            file(by=who)
    for changes, code in (
        ({"at": computed.appeal_until}, "appeal-late"), ({"line": "nothing"}, "mark-line"), ({"text": "不服"}, "no-words")
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            file(**changes)
        assert refused.value.code == code
    file()
    with pytest.raises(Refusal) as refused:
        file()
    assert refused.value.code == "appeal-twice"
    assert ScoreObjection.objects.count() == 1


def test_manual_points_need_a_manual_line_a_reason_and_evidence(october, computed, paper):
    def give(line="award", points="2", reason="获省级表彰加分", evidence=None, by=october.linjiancha):
        files = paper(by) if evidence is None else evidence
        return actions.give_mark(
            "2026-10", "unit", "MZ", line, points, reason, evidence=files, by=by, at=FIRST_OF_NOVEMBER
        )

    for changes, code in (
        ({"line": "red"}, "mark-line"), ({"line": "x"}, "mark-line"), ({"points": "0"}, "mark-points"),
        ({"points": "NaN"}, "mark-points"), ({"points": "很多"}, "mark-points"), ({"reason": ""}, "mark-reason"),
        ({"evidence": ()}, "mark-evidence"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            give(**changes)
        assert refused.value.code == code
    with pytest.raises(Unknown):
        give(by=october.mzjiancha)
    before = now("MZ").total
    assert give().total == before + 2
    assert ScoreMark.objects.get().source == "bonus"


def test_evidence_is_read_by_the_makers_and_the_unit_alone(october, computed, paper):
    file = paper(october.mzjiancha)
    actions.object_to(
        "2026-10",
        "unit",
        "MZ",
        "red",
        "我们认为这张红牌不公平。",
        evidence=file,
        by=october.mzjiancha,
        at=FIRST_OF_NOVEMBER,
    )
    actions.decide(ScoreObjection.objects.get().ref, is_accepted=False, points="", answer="维持原来的得分",
                   by=october.linjiancha, at=AFTER_APPEALS)  # fmt: skip
    actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS)
    assert attachment_for(october.linjiancha.user, file[0].token)
    for stranger in (october.henglongjiancha, october.laozhou, october.liming):
        with pytest.raises(Unknown):
            attachment_for(stranger.user, file[0].token)


def test_publishing_takes_a_second_person_and_the_end_of_the_appeals(october):
    actions.compute("2026-10", by=october.linjiancha, at=FIRST_OF_NOVEMBER)
    with pytest.raises(Refusal) as refused:
        actions.publish("2026-10", by=october.gaozhuren, at=FIRST_OF_NOVEMBER)
    assert refused.value.code == "appeals-open" and "11月6日" in refused.value.sentence
    with pytest.raises(Unknown):
        actions.publish("2026-10", by=october.linjiancha, at=AFTER_APPEALS)
    Appraisal.objects.update(computed_by="staff:JC002")
    with pytest.raises(Refusal) as refused:
        actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS)
    assert refused.value.code == "own-computation"
    Appraisal.objects.update(computed_by="staff:JC001")
    assert actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS).state == "published"
    assert entries("appraisal.published")[0].data["scores"]


# --- who sees what ---


def codes(rows) -> set[str]:
    return {row.code for row in rows}


def test_a_unit_sees_only_its_own_until_publication(october, computed):
    assert codes(queries.scores_visible_to(october.mzjiancha)) == {"MZ", "MZ001"}
    assert codes(queries.scores_visible_to(october.henglongjiancha)) == {"T103", "360829103000"}
    assert codes(queries.scores_visible_to(october.laozhou)) == set()
    assert "JT" in codes(queries.scores_visible_to(october.linjiancha))
    actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS)
    seen = codes(queries.scores_visible_to(october.henglongjiancha))
    assert {"MZ", "JT", "T103"} <= seen and "MZ001" not in seen, "persons are nobody else's business"
    assert codes(queries.scores_answered_by(october.henglongjiancha)) == {"T103", "360829103000"}
    assert codes(queries.scores_visible_to(october.laozhou)) == set()


def test_small_samples_and_units_without_matters_are_ranked_apart(october, computed):
    found = queries.ranking(october.linjiancha, OCTOBER, "unit")
    assert {row.score.code for row in found.ranked} == {"MZ", "T103"}
    assert [row.score.code for row in found.small] == ["JT"]
    assert "SC" in {row.score.code for row in found.none}
    assert [row.place for row in found.ranked] == [1, 2]


def test_a_year_is_the_mean_of_its_months(october, computed):
    year = queries.ranking(october.linjiancha, read_period("2026"), "unit")
    month = queries.ranking(october.linjiancha, OCTOBER, "unit")
    assert [row.total for row in year.ranked] == [row.total for row in month.ranked]
    assert queries.trend(october.linjiancha, "unit", "MZ") == [("2026-10", now("MZ").total)]


def test_a_matter_open_for_months_does_not_make_a_small_sample_large(october, computed):
    Matter.objects.filter(unit=october.unit("JT")).update(ended_at=None, finished_at=None, ended_by="", is_on_time=None)
    for month in ("2026-11", "2026-12"):
        actions.compute(month, by=None, at=read_period(month).last + timedelta(hours=4))
    matter(october, 77, "JT", opened_at=day(1) + timedelta(days=100))
    quarter = queries.ranking(october.linjiancha, read_period("2026-Q4"), "unit")
    row = next(row for row in quarter.small if row.score.code == "JT")
    assert (row.handled, row.months) == (3, 3)


# --- indicators and schemes ---


def numbers(**given: str) -> dict[str, str]:
    return {name.replace("__", "."): value for name, value in given.items()}


def test_a_scheme_is_drafted_by_one_and_approved_by_another(october, computed):
    draft = actions.draft_scheme(
        "efficiency", numbers(red__each="8", minimum_sample="20"), "红牌从严", by=october.linjiancha, at=day(31)
    )
    assert draft.number == 2 and entries("scheme.drafted")[0].data["changes"] == [
        "minimum_sample 10 → 20",
        "red.each 6 → 8",
    ]
    book = queries.book_in_force()
    rows = queries.preview(queries.parsed(draft, book), book, computed)
    civil = next(row for row in rows if row.name == "县民政局")
    assert civil.after.total < civil.before.total and civil.after.is_small
    with pytest.raises(Unknown):
        actions.approve_scheme("efficiency", 2, choose=True, by=october.linjiancha, at=day(31))
    actions.approve_scheme("efficiency", 2, choose=False, by=october.gaozhuren, at=day(31))
    assert queries.chosen_scheme().number == 2, "a new version takes the place of the one that is chosen"
    assert now("MZ").lines.get(code="red").deduction == 6, "months keep the version they were computed by"


def test_a_draft_that_changes_nothing_is_refused(october):
    with pytest.raises(Refusal) as refused:
        actions.draft_scheme(
            "efficiency", numbers(red__each="6", minimum_sample="10"), "照旧不变", by=october.linjiancha, at=day(31)
        )
    assert refused.value.code == "no-change" and not Scheme.objects.filter(number=2).exists()


def test_nobody_approves_their_own_draft(october):
    draft = actions.draft_scheme("efficiency", numbers(red__each="8"), "红牌从严", by=october.linjiancha, at=day(2))
    Scheme.objects.filter(pk=draft.pk).update(drafted_by="staff:JC002")
    with pytest.raises(Refusal) as refused:
        actions.approve_scheme("efficiency", 2, choose=True, by=october.gaozhuren, at=day(2))
    assert refused.value.code == "own-draft"


def test_the_other_scheme_can_be_chosen_and_appraises_the_month(october):
    actions.approve_scheme("regulation", 1, choose=True, by=october.gaozhuren, at=day(20))
    appraisal = actions.compute("2026-10", by=None, at=FIRST_OF_NOVEMBER)
    assert appraisal.scheme.code == "regulation"
    civil = now("MZ")
    assert line(civil, "time_yellow").deduction == 5 and line(civil, "time_red").deduction == 10
    assert next(one for one in civil.categories if one[0] == "time")[4] == "0", "14 points, and no less than none"


def test_a_discarded_draft_is_gone_and_the_scheme_stands(october):
    actions.draft_scheme("efficiency", numbers(red__each="8"), "红牌从严", by=october.linjiancha, at=day(2))
    actions.discard_scheme("efficiency", 2, by=october.linjiancha, at=day(2))
    assert [row.number for row in queries.schemes_for_pages() if row.code == "efficiency"] == [1]
    with pytest.raises(Refusal):
        actions.discard_scheme("efficiency", 1, by=october.linjiancha, at=day(2))


INDICATOR = {
    "code": "late_rate", "name": "超期率", "definition": "超期办结的件占办结件的百分比。", "unit": "%", "direction": "lower",
    "minimum": "10", "formula": '{"percent": [{"total": "late"}, {"total": "finished"}]}',
    "example": '{"totals": {"late": 1, "finished": 8}, "value": "12.5"}',
}  # fmt: skip


def test_an_indicator_is_drafted_by_one_and_approved_by_another(october):
    actions.draft_indicator(INDICATOR, "新增超期率", by=october.linjiancha, at=day(3))
    assert "late_rate" not in queries.book_in_force()
    said = {"formula": "超期办结 ÷ 办结 × 100%", "example": "办结8，超期办结1，得12.5%"}
    assert actions.draft_indicator(INDICATOR | said, "写成算式", by=october.linjiancha, at=day(3)).number == 1
    actions.approve_indicator("late_rate", 1, by=october.gaozhuren, at=day(3))
    assert queries.book_in_force()["late_rate"].formula.words == "超期办结 ÷ 办结 × 100%"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"formula": "late / finished"}, "formula-name"),
        ({"formula": "超期办结 ÷"}, "formula-words"),
        ({"example": "办结8，得很多"}, "example-words"),
        ({"formula": "{late"}, "json-shape"),
        ({"formula": "[" * 100_000}, "json-shape"),
        ({"formula": '{"indicator": "late_rate"}'}, "indicator-cycle"),
        ({"formula": '{"percent": [{"total": "late"}, {"total": "nothing"}]}'}, "formula-name"),
        ({"example": '{"totals": {"late": 1, "finished": 8}, "value": "13"}'}, "indicator-example"),
        ({"example": '{"totals": {"late": 1}, "value": "13"}'}, "indicator-example"),
        ({"unit": "件"}, "indicator-unit"),
        ({"minimum": "-1"}, "indicator-shape"),
        ({"code": "1 or 1"}, "indicator-shape"),
        ({"name": ""}, "indicator-shape"),
    ],
)
def test_a_wrong_indicator_is_refused_and_leaves_no_trace(october, change, code):
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        actions.draft_indicator(INDICATOR | change, "新增超期率", by=october.linjiancha, at=day(3))
    assert refused.value.code == code
    assert Entry.objects.count() == before and not Indicator.objects.filter(code="late_rate").exists()


def test_an_indicator_the_scheme_stands_on_cannot_be_turned_into_something_else(october):
    seed = next(row for row in queries.indicators_in_force() if row.code == "on_time_rate")
    typed = {
        "code": seed.code, "name": seed.name, "definition": seed.definition, "unit": "%", "direction": "higher", "minimum": "10",
        "formula": json.dumps({"percent": [{"indicator": "coverage"}, {"indicator": "coverage"}]}),
        "example": json.dumps({"totals": {"handled": 1, "undetermined": 0}, "value": 100}),
    }  # fmt: skip
    assert actions.draft_indicator(typed, "换个算法", by=october.linjiancha, at=day(3)).number == 2
    actions.discard_indicator("on_time_rate", 2, by=october.linjiancha, at=day(3))
    assert next(row for row in queries.indicators_in_force() if row.code == "on_time_rate").number == 1


def test_the_seed_is_brought_in_once(october):
    assert actions.load_seed(DATA, by="system", at=day(2)) == (0, 0)
    assert Scheme.objects.filter(is_chosen=True).get().code == "efficiency"


def test_an_approved_scheme_is_frozen_in_the_database(october):
    with pytest.raises((InternalError, ProgrammingError), match="不能更改"), transaction.atomic():
        Scheme.objects.update(spec={})


@pytest.mark.django_db(transaction=True)
def test_two_workers_compute_a_month_once(cast):
    keep_time()
    lay_october(cast)
    done: list[object] = []

    def work() -> None:
        try:
            done.append(tasks.compute_last_month(FIRST_OF_NOVEMBER))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done) == [0, 1] and Appraisal.objects.count() == 1
