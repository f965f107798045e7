"""Pages of this door that one may ask about: information of the register, by its index number."""

from django.urls import reverse

from zhengtong.dialogue.pages import PAGES, AskedPage
from zhengtong.disclosure.queries import information as queries
from zhengtong.foundation.errors import Unknown

INFORMATION = "information"


def register() -> None:
    """Called once, when the doors are ready."""
    PAGES[INFORMATION] = information


def information(key: str) -> AskedPage | None:
    """Public information by its index number; its organ answers."""
    try:
        row = queries.information_for_public(key)
    except Unknown:
        return None
    url = reverse("citizen:information", args=[row.organ_part, row.number_part])
    return AskedPage(INFORMATION, row.index_number, row.title, url, row.organ)
