"""Two people act in the same moment; one of them wins, the case stays whole. Real threads, real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from zhengtong.cases import actions, tasks
from zhengtong.cases.models import Case
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.papers.models import Paper
from zhengtong.timers.models import Clock

from .conftest import walk_in
from .county import MORNING, days_later

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[object]:
    """Run the acts at the same moment, each on its own connection; answers are results or refusals."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            gate.wait(timeout=10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_presses_of_the_same_button_begin_one_draft(county):
    user = county.zhangayi.user
    answers = together(*[lambda: actions.start_draft("MZ-XK-0026", by=user, at=MORNING)] * 4)
    assert [a.code for a in answers if isinstance(a, Refusal)] == ["draft-begun"] * 3
    assert Case.objects.filter(state="draft", submitted_by=f"citizen:{user.pk}").count() == 1


def test_two_windows_accept_one_case_and_only_one_does(county):
    case = walk_in(county)
    answers = together(*[lambda: actions.accept_case(case.ref, by=county.xiaoli, at=MORNING)] * 4)
    refusals = [a for a in answers if isinstance(a, Refusal)]
    assert [r.code for r in refusals] == ["already-accepted"] * 3
    assert Entry.objects.filter(subject=case.ref, kind="case.accepted").count() == 1
    assert Clock.objects.filter(subject=case.ref, name="handling").count() == 1
    assert Paper.objects.filter(subject=case.ref, kind="acceptance").count() == 1


def test_withdrawing_while_the_window_accepts_leaves_one_clear_state(county):
    case = walk_in(county)
    together(
        lambda: actions.accept_case(case.ref, by=county.xiaoli, at=MORNING),
        lambda: actions.withdraw_case(case.ref, reason="", by=county.zhangayi.user, at=MORNING),
    )
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert not Clock.objects.filter(subject=case.ref, is_open=True).exists()
    assert not case.steps.filter(state__in=["open", "waiting"]).exists()


def test_both_countersigners_sign_at_once_and_the_decision_opens_once(county):
    case = actions.accept_case(walk_in(county).ref, by=county.xiaoli, at=MORNING)
    actions.complete_step(case.ref, result="approved", opinion="材料真实", by=county.wangkezhang, at=days_later(1))
    answers = together(
        lambda: actions.complete_step(case.ref, result="approved", opinion="同意", by=county.laozhou, at=days_later(2)),
        lambda: actions.complete_step(
            case.ref, result="approved", opinion="同意", by=county.wangkezhang, at=days_later(2)
        ),
    )
    assert not [a for a in answers if isinstance(a, Refusal)]
    case.refresh_from_db()
    assert case.state == "deciding"
    assert case.steps.filter(kind="decide", state="open").count() == 1


def test_the_clock_runs_out_while_the_window_accepts_and_the_case_is_accepted_once(county):
    case = walk_in(county)
    together(
        lambda: actions.accept_case(case.ref, by=county.xiaoli, at=days_later(8)),
        lambda: tasks.wake(days_later(8)),
    )
    assert Entry.objects.filter(subject=case.ref, kind__in=["case.accepted", "case.deemed_accepted"]).count() == 1
    assert Clock.objects.filter(subject=case.ref, name="handling").count() == 1


def test_many_windows_receive_at_once_and_every_number_is_its_own(county):
    cases = together(*[lambda: walk_in(county)] * 6)
    refs = {case.ref for case in cases if isinstance(case, Case)}
    assert len(refs) == 6
    numbers = list(Paper.objects.filter(kind="receipt").values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == 6
