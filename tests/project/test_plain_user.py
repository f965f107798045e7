"""PostgreSQL refuses root, so root and a plain user go different ways to the same county."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from .conftest import Operator

NOBODY = 65534


@pytest.fixture
def plain_home():
    folder = Path(tempfile.mkdtemp(prefix="zt-"))
    os.chown(folder, NOBODY, NOBODY)
    yield folder / "home"
    shutil.rmtree(folder)


def _can_run_python() -> bool:
    """Whether a plain user reaches this interpreter and these sources at all."""
    program = [sys.executable, "-c", "import zhengtong.project.commands"]
    return subprocess.run(program, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True).returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="every other test is run by a plain user then")
def test_a_plain_user_makes_and_stops_a_county_of_their_own(plain_home):
    if not _can_run_python():
        pytest.skip("the interpreter lies where only root may go")
    operator = Operator(plain_home, HOME=str(plain_home.parent))
    plain = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    result = operator.run("migrate", **plain)
    assert result.returncode == 0, result.stderr
    assert (plain_home / "postgres" / "PG_VERSION").stat().st_uid == NOBODY
    assert "只有本用户可读" in operator.run("check", **plain).stdout
    assert operator.processes() == []
