"""Whoever dies is started again and said; a stop leaves nobody behind."""

import os
import signal
import sys
import time

import psutil
import pytest

from zhengtong.project.supervisor import Child, Supervisor


@pytest.fixture
def said():
    return []


@pytest.fixture
def supervise(tmp_path, said):
    made = []

    def make(*programs):
        children = [
            Child(f"程序{number}", [sys.executable, "-c", program], tmp_path / f"{number}.log")
            for number, program in enumerate(programs)
        ]
        made.append(Supervisor(children, os.environ, said.append))
        made[-1].start()
        return made[-1]

    yield make
    for supervisor in made:
        supervisor.stop()


def look_until(supervisor, condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        supervisor.look()
        time.sleep(0.02)


SLEEP = "import time; time.sleep(600)"


def test_a_child_that_dies_is_started_again_and_said(supervise, said):
    supervisor = supervise(SLEEP)
    child = supervisor.children[0]
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    look_until(supervisor, lambda: child.process is not None and child.process.pid != first)
    assert said[0].startswith("程序0意外退出（代码 -9），1 秒后重新启动")


def test_one_that_dies_again_and_again_is_waited_for_longer_each_time(supervise, said):
    supervisor = supervise("raise SystemExit(3)")
    look_until(supervisor, lambda: len(said) == 2)
    assert "1 秒后" in said[0] and "2 秒后" in said[1]


def test_a_death_leaves_none_of_its_own_children(supervise):
    family = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"
    supervisor = supervise(family)
    child = supervisor.children[0]
    parent = psutil.Process(child.process.pid)
    look_until(supervisor, parent.children)
    (grandchild,) = parent.children()
    os.kill(parent.pid, signal.SIGKILL)
    look_until(supervisor, lambda: child.deaths == 1)
    assert not psutil.pid_exists(grandchild.pid) or grandchild.status() == psutil.STATUS_ZOMBIE


def test_a_stop_goes_in_order_and_leaves_nobody(supervise, tmp_path):
    note = "import signal, sys, time\nsignal.signal(15, lambda *_: (print(time.monotonic(), flush=True), sys.exit(0)))\nprint('ready', flush=True)\ntime.sleep(600)"
    supervisor = supervise(note, note)
    logs = [child.log for child in supervisor.children]
    look_until(supervisor, lambda: all("ready" in log.read_text() for log in logs))
    pids = [child.process.pid for child in supervisor.children]
    supervisor.stop()
    first, second = (float(log.read_text().split()[1]) for log in logs)
    assert first < second
    assert not any(psutil.pid_exists(pid) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own promise, Linux only")
def test_children_end_with_a_supervisor_that_was_killed(tmp_path):
    import subprocess

    program = (
        "import os, sys, time; from pathlib import Path\n"
        "from zhengtong.project.supervisor import Child, Supervisor\n"
        f"s = Supervisor([Child('x', [sys.executable, '-c', {SLEEP!r}], Path({str(tmp_path / 'log')!r}))], os.environ, print)\n"
        "s.start(); print(s.children[0].process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
