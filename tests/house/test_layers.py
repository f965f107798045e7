"""One way down: the floors of .importlinter hold."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_imports_upwards():
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_has_a_name_that_says_nothing():
    nothing = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common"}
    found = [path for path in (ROOT / "src").rglob("*.py") if path.stem in nothing]
    assert found == []


def test_no_file_is_too_long_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 600
    }
    assert long == {}
