"""docs/events.md is written from the rooms' vocabulary; nobody edits it, nobody forgets it."""

import re
import subprocess
import sys

from zhengtong.project import events

PAGE = events.PAGE.read_text(encoding="utf-8")


def test_the_page_is_current(tmp_path):
    # In a process of its own: other tests declare kinds for trial.
    written = tmp_path / "events.md"
    subprocess.run([sys.executable, "-m", "zhengtong.project.commands", "events-doc", "--output", written], check=True)
    assert written.read_text(encoding="utf-8") == PAGE, "run: zhengtong events-doc"


def test_every_kind_is_a_noun_and_what_happened_to_it_with_a_chinese_label():
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \|", PAGE, re.MULTILINE)
    assert len(rows) > 50
    for code, label in rows:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", code), code
        assert re.search("[一-鿿]", label), code
