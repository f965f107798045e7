"""The studio as a process: its ffmpegs end with it, however it ends; there is one of it in a home."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.broadcasts.conftest import wait_for
from zhengtong.broadcasts import queries
from zhengtong.project import lock

STUDIO = """
import asyncio, sys
from zhengtong.videos.encoding import BARE, end_with_us

async def main():
    process = await asyncio.create_subprocess_exec(
        sys.argv[1], "-nostdin", "-loglevel", "error", "-re", "-f", "lavfi", "-i", "testsrc2=s=64x64:r=5", "-f", "null", "-",
        env=BARE, preexec_fn=end_with_us)
    print(process.pid, flush=True)
    await process.wait()

asyncio.run(main())
"""


def test_a_studio_killed_without_a_word_takes_its_ffmpegs_with_it():
    command = [sys.executable, "-c", STUDIO, queries.ffmpeg().program]
    environment = {**os.environ, "PYTHONPATH": str(Path(queries.__file__).parents[2])}
    studio = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    child = psutil.Process(int(studio.stdout.readline()))
    assert child.is_running()
    studio.send_signal(signal.SIGKILL)
    studio.wait(10)
    studio.stdout.close()
    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 10)


def test_a_second_studio_in_one_home_says_who_is_there(tmp_path):
    with (
        lock.exclusive(tmp_path),
        lock.exclusive(tmp_path, "studio"),
        pytest.raises(lock.InUse, match=str(os.getpid())),
        lock.exclusive(tmp_path, "studio"),
    ):
        pytest.fail("two studios at once")
