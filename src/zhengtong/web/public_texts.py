"""What stands on public pages and is looked over again when the list of words changes: told to the guards, door by door."""

from collections.abc import Iterator

from django.urls import reverse

from zhengtong.dialogue import queries as dialogue
from zhengtong.guards import PUBLIC_TEXTS, PublicText
from zhengtong.interviews import queries as interviews
from zhengtong.surveys import queries as surveys

PUBLISHED_LETTER = "published-letter"
SURVEY = "survey"
INTERVIEW = "interview"


def published_letters(after: str) -> Iterator[PublicText]:
    """公开的咨询答复, as the pages show them: numbers masked."""
    letters = dialogue.published_letters().filter(ref__gt=after).order_by("ref")
    for letter in letters.iterator(chunk_size=500):
        shown = dialogue.PublicLetter.of(letter)
        text = f"{shown.text}\n\n{shown.answer}"
        yield PublicText(
            PUBLISHED_LETTER, letter.ref, reverse("desk:letter", args=[letter.ref]), shown.title, text, letter.unit.code
        )


def public_surveys(after: str) -> Iterator[PublicText]:
    """调查征集, as the pages show them: what is asked, what was made of it, what is quoted."""
    for survey in surveys.public_surveys().filter(slug__gt=after).order_by("slug").iterator(chunk_size=100):
        address = reverse("desk:survey", args=[survey.slug])
        yield PublicText(SURVEY, survey.slug, address, survey.title, surveys.public_text(survey), survey.unit.code)


def public_interviews(after: str) -> Iterator[PublicText]:
    """在线访谈, as the pages show them: the notice, what was said and asked once it is published."""
    rows = interviews.interviews_for_public().filter(slug__gt=after).order_by("slug")
    for interview in rows.iterator(chunk_size=100):
        address = reverse("desk:interview", args=[interview.slug])
        text = interviews.transcript_text(interview)
        yield PublicText(INTERVIEW, interview.slug, address, interview.title, text, interview.unit.code)


def register() -> None:
    """Called once, when the doors are ready."""
    PUBLIC_TEXTS[PUBLISHED_LETTER] = published_letters
    PUBLIC_TEXTS[SURVEY] = public_surveys
    PUBLIC_TEXTS[INTERVIEW] = public_interviews
