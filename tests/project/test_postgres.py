"""The embedded server: started by the first, kept for the others, stopped after the last, forgiving of what a crash left."""

import os
import signal
import subprocess
import sys
import time

import psutil
import psycopg
import pytest

from zhengtong.project.postgres import Server, has_died, postgres, revive


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def postmaster(home):
    return int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def is_alive(pid):
    # A container without an init keeps the dead as zombies.
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_the_last_to_leave_stops_it(home):
    with postgres(home) as url:
        pid = postmaster(home)
        with postgres(home) as again:
            assert again == url
        assert is_alive(pid)
        with psycopg.connect(url) as connection:
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert not is_alive(pid)


def test_a_user_that_was_killed_is_not_counted(home):
    program = (
        "import sys, time; from pathlib import Path; from zhengtong.project.postgres import postgres\n"
        f"with postgres(Path({str(home)!r})): print('up', flush=True); time.sleep(600)"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "up\n"
    pid = postmaster(home)
    with postgres(home):
        other.kill()
        other.communicate()
        assert postmaster(home) == pid
    assert not is_alive(pid)


def test_a_crash_is_recovered_from(home):
    with postgres(home) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        os.kill(postmaster(home), signal.SIGKILL)
    with postgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (1,)


def test_a_server_killed_under_its_users_is_started_again_for_them(home):
    with postgres(home) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        assert not has_died(home)
        first = postmaster(home)
        os.kill(first, signal.SIGKILL)
        while not has_died(home):
            time.sleep(0.05)
        revive(home)
        assert not has_died(home) and postmaster(home) != first
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (1,)
        revive(home)  # one that lives is left alone
    assert has_died(home)


def test_a_number_given_to_another_program_is_not_taken_for_the_server(home):
    with postgres(home):
        pass
    stale = [str(os.getpid()), str(home / "postgres"), "1", "5432", str(home / "postgres"), "", "", "ready"]
    (home / "postgres" / "postmaster.pid").write_text("\n".join(stale) + "\n")
    with postgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_first_start_broken_off_leaves_nothing_half_made(home):
    (home / "postgres.new").mkdir(parents=True)
    (home / "postgres.new" / "PG_VERSION").write_text("18\n")
    with postgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not (home / "postgres.new").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path):
    home = tmp_path / ("深" * 40)
    with postgres(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    folder = Server(home)._socket_folder()
    assert folder.stat().st_mode & 0o077 == 0
    folder.rmdir()
