"""我要咨询 at the foot of a page that has an owner."""

from typing import Any

from django import template
from django.urls import reverse

from zhengtong.dialogue.queries import PublicLetter, published_letters

register = template.Library()
SHOWN = 5


@register.inclusion_tag("citizen/consultation/entry.html")
def consult_entry(kind: str, key: Any, answers: bool = True) -> dict[str, Any]:
    """Where to ask about this page, and with `answers` what others asked about it and were publicly answered."""
    letters = published_letters(page=f"{kind}:{key}")[:SHOWN] if answers else ()
    return {
        "url": reverse("citizen:consult-page", args=[kind, key]),
        "letters": [PublicLetter.of(letter) for letter in letters],
    }
