"""The demo county's desks are alive the moment it stands, and a second loading adds nothing."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import F
from django.test import override_settings
from django.utils.timezone import localtime

from legalclock import china_calendar
from legalclock.hours import anfu_office_hours
from tests.cast import NOON
from zhengtong.cases.choices import Channel, State
from zhengtong.cases.models import Case, ExtensionRequest, FeeReceipt, Rating, SpecialProcedure
from zhengtong.complaints.models import Complaint
from zhengtong.dialogue.models import Letter
from zhengtong.exchange.models import OutsideSystem, QuarantinedLine
from zhengtong.files.models import Attachment
from zhengtong.journal.models import Entry
from zhengtong.papers import actions as papers
from zhengtong.papers.models import Paper
from zhengtong.project import county
from zhengtong.project.demo_cases.diary import Diary
from zhengtong.supervision.models import Appeal, Card, Matter, SupervisionOrder
from zhengtong.timers.models import Clock

CALENDAR = china_calendar(anfu_office_hours())


def load() -> list[str]:
    said: list[str] = []
    for stage in county.STAGES:
        stage.load(settings.COUNTY_DATA, NOON, said.append)
    return said


def test_a_county_that_goes_to_work_begins_with_empty_desks(db, monkeypatch):
    monkeypatch.setenv("DEMO", "0")
    for stage in county.STAGES[-4:]:
        stage.load(settings.COUNTY_DATA, NOON, lambda words: None)
    assert not Case.objects.exists() and not OutsideSystem.objects.exists() and not Complaint.objects.exists()


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[list[str]]:
    """The demo county, loaded once and for good, until the last of this file has looked at it; what the loading said."""
    with override_settings(FILES_ROOT=tmp_path_factory.mktemp("county") / "files"):
        with django_db_blocker.unblock():
            words = load()
        yield words
        with django_db_blocker.unblock():
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def test_every_state_of_a_case_occurs_each_reached_by_real_acts_at_office_hours(db, said):
    cases = Case.objects.all()
    assert f"示范办件 {cases.exclude(state='draft').count()} 件" in said and len(cases) >= 60
    assert {case.state for case in cases} == set(State.values)
    assert {case.channel for case in cases} == set(Channel.values)
    assert sum(case.parent_id is not None for case in cases) >= 2
    assert cases.filter(is_deemed_accepted=True).exists() and cases.filter(is_deferral=True).exists()
    assert cases.filter(ended_at=None, due_at__lt=NOON).count() >= 5
    assert cases.filter(state="draft", applicant_user__username="zhangayi").count() == 2
    assert cases.filter(delegation__isnull=False).exists()
    assert {request.state for request in ExtensionRequest.objects.all()} == {"requested", "approved"}
    assert SpecialProcedure.objects.filter(ended_at=None).exists() and FeeReceipt.objects.exists()
    assert Rating.objects.exists() and Letter.objects.filter(state="open").exists()
    assert Attachment.objects.exclude(subject="").exists()

    acts = Entry.objects.filter(subject__in=cases.exclude(ref=None).values("ref")).order_by("id")
    assert all(earlier.at <= later.at for earlier, later in pairwise(acts))
    for act in acts:
        moment = localtime(act.at)
        assert moment < NOON - timedelta(hours=12)
        if act.actor != "system" and act.kind != "case.rated":
            assert CALENDAR.is_workday(moment.date()), act
            sessions = CALENDAR.office_hours.sessions_on(moment.date())
            assert any(first <= moment < last for first, last in sessions), act
    ended = cases.exclude(ended_at=None).values_list("ref", flat=True)
    assert not Clock.objects.filter(subject__in=list(ended), is_open=True).exists()

    notice = Paper.objects.filter(kind="correction_notice").first()
    assert papers.pdf(notice).startswith(b"%PDF")

    entries = Entry.objects.count()
    again = load()
    assert not any("示范办件" in words for words in again) and Entry.objects.count() == entries


def test_whoever_supervises_finds_something(db, said):
    decided = Case.objects.filter(decided_at__gt=F("handling_clock__promised_due"))
    assert decided.count() >= 8 and len({case.unit_id for case in decided}) >= 6
    assert Case.objects.filter(decided_at__gt=F("handling_clock__statutory_due")).count() >= 2
    assert Case.objects.filter(decided_at=None, ended_at=None, handling_clock__promised_due__lt=NOON).count() >= 5
    assert Clock.objects.filter(name="special", is_open=True, promised_due__lt=NOON).exists()
    assert Clock.objects.filter(name="delivery", is_open=True, statutory_due__lt=NOON).exists()
    assert Letter.objects.filter(state="open", due_at__lt=NOON).count() >= 2
    assert Letter.objects.filter(answered_at__gt=F("due_at")).exists()
    handed = Entry.objects.filter(kind="case.handed_over")
    assert handed.filter(data__is_on_time=False).values("data__collected_by").distinct().count() >= 3
    hands = {
        kind: dict(Entry.objects.filter(kind=kind, data__instant=False).values_list("subject", "actor"))
        for kind in ("case.accepted", "case.decided")
    }
    assert any(hands["case.decided"].get(ref) == actor for ref, actor in hands["case.accepted"].items())


def test_complaints_stand_at_every_stage_of_their_course(db, said):
    assert sorted(Complaint.objects.values_list("state", flat=True)) == ["assigned", "closed", "filed", "not_accepted"]
    assert Complaint.objects.get(state="closed").finding == "substantiated"


def test_an_outside_system_tells_its_weeks_with_a_few_flaws_among_them(db, said):
    system = OutsideSystem.objects.get()
    told = Entry.objects.filter(kind__startswith="outside.", data__system=system.code)
    assert told.values("subject").distinct().count() == 149
    assert set(QuarantinedLine.objects.values_list("code", flat=True)) == {"unit-unknown", "finish-before-start"}
    assert told.filter(kind="outside.noted").count() == 1
    assert Entry.objects.filter(kind="events.received").count() >= 12
    unlimited = told.filter(kind="outside.accepted").exclude(data__has_key="promised_due")
    assert unlimited.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_oversight_door_of_a_new_county_is_alive(said):
    late = Card.objects.filter(system="GGZY", level="yellow", rule_code="T02")
    assert 5 <= late.values("matter").distinct().count() <= 10
    assert Matter.objects.filter(system="GGZY", is_undetermined=True).exists()
    assert sorted(Appeal.objects.values_list("state", flat=True)) == ["filed", "upheld"]
    order = SupervisionOrder.objects.get()
    assert order.state == "signed" and order.cards.get().level == "red"
    assert Entry.objects.filter(kind="card.confirmed").count() == 1
    entries = Entry.objects.count()
    load()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("at", [NOON, datetime(2026, 10, 3, 4, 0, tzinfo=UTC), datetime(2026, 2, 24, 1, 0, tzinfo=UTC)])
def test_the_diary_knows_only_past_office_hours(at):
    diary = Diary(at, CALENDAR, random.Random(1))
    for ago in range(1, 63):
        moment = diary.begin(ago)
        for _ in range(6):
            assert CALENDAR.is_workday(localtime(moment).date())
            sessions = CALENDAR.office_hours.sessions_on(localtime(moment).date())
            assert any(first <= moment < last for first, last in sessions)
            moment, earlier = diary.later(moment, ago % 3), moment
            assert moment > earlier
    assert diary.begin(1) < diary.until <= at
