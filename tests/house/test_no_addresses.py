"""Requirements are pinned by hash and name no host: they install from whichever registry the machine is told to use."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_no_host(lock):
    text = lock.read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host|@ file:", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_with_hashes(lock):
    pins = re.findall(
        r"^([a-z0-9._\[\]-]+)(\S*) \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)*)", lock.read_text(), re.M | re.I
    )
    assert len(pins) == len(re.findall(r"^[a-z0-9]", lock.read_text(), re.M | re.I)) > 0
    for name, version, hashes in pins:
        assert version.startswith("==") and hashes, name


def test_what_the_browser_needs_is_pinned_by_hash_and_names_no_host():
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text and "resolved" not in text
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert packages and all(one["integrity"].startswith("sha512-") for one in packages.values())
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
