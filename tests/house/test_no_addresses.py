"""Requirements are pinned by hash and name no host: they install from whichever registry the machine is told to use."""

import re
from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).resolve().parents[2] / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_no_host(lock):
    text = lock.read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host|@ file:", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_with_hashes(lock):
    pins = re.findall(
        r"^([a-z0-9._\[\]-]+)(\S*) \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)*)", lock.read_text(), re.M | re.I
    )
    assert len(pins) > 20
    for name, version, hashes in pins:
        assert version.startswith("==") and hashes, name
