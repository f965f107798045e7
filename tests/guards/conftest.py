"""A small list, kept by 宋志明, and a source of public texts of its own."""

import pytest

from tests.cast import NOON
from tests.dialogue.conftest import county  # noqa: F401 — an item to ask about
from zhengtong.guards import PUBLIC_TEXTS, PublicText, actions
from zhengtong.guards.rules import read_draft

ENTRIES = (
    {"kind": "sensitive", "text": "办假证"},
    {"kind": "sensitive", "text": "高利贷", "level": "review"},
    {"kind": "error", "text": "既使", "right": "即使"},
    {"kind": "expired", "text": "国土资源局", "right": "自然资源局", "valid_from": "2026-11-23"},
    {"kind": "hot", "text": "低保", "url": "/items/MZ-JF-0018/"},
)


@pytest.fixture
def keeper(cast):
    return cast.songwangzhan


@pytest.fixture
def listed(keeper):
    """The entries of the small list by their text."""
    return {entry["text"]: actions.add_word(read_draft(entry), by=keeper, at=NOON) for entry in ENTRIES}


@pytest.fixture
def public(monkeypatch):
    """Public texts by ref; change the dictionary and what is public changes."""
    texts: dict[str, PublicText] = {}

    def source(after):
        return (text for ref, text in sorted(texts.items()) if ref > after)

    monkeypatch.setattr("zhengtong.guards.actions.rescanning.PUBLIC_TEXTS", {"page": source})
    assert "published-letter" in PUBLIC_TEXTS
    return texts


def page(ref: str, text: str, **more) -> PublicText:
    return PublicText("page", ref, f"/pages/{ref}/", f"第{ref}篇", text, unit="MZ", **more)
