"""What a template names in one block it cannot use in the next: the name is empty there, and a link leads nowhere."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "zhengtong" / "web" / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "{% extends" in path.read_text())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_a_name_is_used_in_the_block_that_gives_it(page):
    blocks = re.split(r"\{% block \w+ %\}", page.read_text())[1:]
    given = {name for block in blocks for name in re.findall(r" as (\w+) %\}", block)}
    lost = [
        name
        for name in given
        for block in blocks
        if re.search(rf"\b{name}\b(?!=)", block) and f" as {name} %" not in block
    ]
    assert lost == []
