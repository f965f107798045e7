"""One task's trouble is its own; the heartbeat tells."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest

from zhengtong.org.models import Role
from zhengtong.project.schedule import TASKS, Task
from zhengtong.project.worker import Worker, read_beat

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


class Trouble(Exception):
    pass


@pytest.fixture
def beat(tmp_path):
    return tmp_path / "worker.beat"


def worker_of(beat, *tasks, at=NOON):
    return Worker(tasks, beat, lambda: at)


def test_a_failing_task_stops_no_other_and_is_counted(beat, caplog):
    ran = []

    def fail(at):
        raise Trouble("坏了")

    worker = worker_of(beat, Task("bad", "坏任务", 1, fail), Task("good", "好任务", 1, ran.append))
    with caplog.at_level(logging.ERROR):
        worker.round(0.0)
        worker.round(100.0)
    assert ran == [NOON, NOON]
    assert worker.failing() == ["bad"]
    tasks = read_beat(beat)["tasks"]
    assert tasks["bad"]["failures"] == 2 and tasks["bad"]["error"] == "Trouble: 坏了"
    assert tasks["good"] == {"label": "好任务", "at": NOON.isoformat(), "result": None, "failures": 0, "error": ""}
    assert "Traceback" in caplog.text


def test_a_failing_task_is_tried_less_and_less_often_and_recovers(beat):
    tries = []

    def fail(at):
        tries.append(at)
        if len(tries) < 4:
            raise Trouble

    worker = worker_of(beat, Task("bad", "坏任务", 1, fail))
    for second in range(16):
        worker.round(float(second))
    # Tried at 0, 2 (after 2 s), 6 (after 4 s), 14 (after 8 s), then well again: 15.
    assert len(tries) == 5
    assert worker.failing() == []


def test_a_task_runs_no_oftener_than_its_row_says(beat):
    ran = []
    worker = worker_of(beat, Task("slow", "慢任务", 5, ran.append))
    for second in range(11):
        worker.round(float(second))
    assert len(ran) == 3


def test_one_round_has_one_moment(beat):
    ticks = iter([NOON, NOON + timedelta(seconds=1)])
    seen = []
    worker = Worker([Task("a", "甲", 1, seen.append), Task("b", "乙", 1, seen.append)], beat, lambda: next(ticks))
    worker.round(0.0)
    assert seen == [NOON, NOON]


@pytest.mark.django_db(transaction=True)
def test_what_an_atomic_task_wrote_before_it_failed_is_gone(beat):
    def half(at):
        Role.objects.create(code="half", name="半途", permissions=[])
        raise Trouble

    worker = worker_of(beat, Task("half", "半途", 1, half, is_atomic=True))
    worker.round(0.0)
    assert worker.failing() == ["half"]
    assert not Role.objects.filter(code="half").exists()


def test_a_stop_ends_the_loop(beat):
    stopping = threading.Event()
    worker = worker_of(beat, Task("last", "最后", 1, lambda at: stopping.set()))
    loop = threading.Thread(target=worker.run, args=[stopping])
    loop.start()
    loop.join(10)
    assert not loop.is_alive()


@pytest.mark.django_db(transaction=True)
def test_every_task_of_the_schedule_runs_on_an_empty_county(beat, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    names = [task.name for task in TASKS]
    assert len(set(names)) == len(names)
    worker = worker_of(beat, *TASKS)
    worker.round(0.0)
    failing = {name: read_beat(beat)["tasks"][name]["error"] for name in worker.failing()}
    # Without a calendar there is nothing to re-derive, and the task says so.
    assert set(failing) <= {"timers.rederive"}, failing
