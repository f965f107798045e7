"""调查征集: a survey that runs, one that is over with its result, a form to sign up on, and questions about pages.

What people answered is invented and marked as such; it comes in through the same acts as a real answer.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.timezone import localdate, localtime

from zhengtong.cms.models import ArticlePage
from zhengtong.cms.policies import unit_of
from zhengtong.cms.surveys.loading import load_calls
from zhengtong.cms.visible import visible_pages
from zhengtong.dialogue import actions as letters
from zhengtong.dialogue.pages import asked_page
from zhengtong.dialogue.rules import Question
from zhengtong.forms.rules import Definition, Field, visible_keys
from zhengtong.surveys import actions, queries, tasks
from zhengtong.surveys.choices import EntryState
from zhengtong.surveys.models import Survey
from zhengtong.surveys.rules import Settings

from .people import People

SEED = 20261101
_ANSWERS = {"BG": "consultation_clerk"}
"""The post that answers questions, in units that carry no cases."""
_LEAN = (5, 4, 3, 2, 2, 1, 1, 1, 1, 1, 1)
"""How much rather the first options of a question are taken: an invented county is content, not uniform."""


@transaction.atomic
def load_surveys(folder: Path, at: datetime, tell: Callable[[str], None]) -> int:
    """Returns how many surveys and forms there are then, 0 if there were any before."""
    if Survey.objects.exists():
        return 0
    told = yaml.safe_load((folder / "surveys.yaml").read_text(encoding="utf-8"))
    rng = random.Random(SEED)  # noqa: S311 — stories, not secrets
    people = People(rng)
    for row in told["surveys"]:
        _Course(row, people, rng, at).run()
    load_calls(told["articles"], at=at)
    count = Survey.objects.count()
    tell(f"调查和表单 {count} 份，就网页提出的咨询 {_consult(told['consultations'], people, at)} 件")
    return count


class _Course:
    """One survey from its draft to where it stands today."""

    def __init__(self, row: dict[str, Any], people: People, rng: random.Random, at: datetime) -> None:
        self.row, self.rng, self.now = row, rng, at
        self.today = localdate(at)
        self.slug: str = row["slug"]
        self.editor, self.reviewer = people.staff(row["editor"]), people.staff(row["reviewer"])

    def run(self) -> None:
        self.draft()
        if "entries" in self.row:
            self.sign_up()
            return
        self.answer()
        if "publish" in self.row:
            self.publish()

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def moment(self, days: int, hour: int = 9) -> datetime:
        """Within office hours of a day; never after the present."""
        then = localtime(self.now).replace(hour=hour, minute=self.rng.randint(0, 59), second=0) + timedelta(days=days)
        return min(then, self.now)

    def draft(self) -> None:
        row, before = self.row, self.moment(self.row["opens"] - 2)
        actions.create_survey(
            row["kind"], row["unit"], row["title"], slug=self.slug, by=self.editor, at=before, is_demo=True
        )
        settings = Settings(
            row["title"], row["introduction"].strip(), self.day(row["opens"]), self.day(row["closes"]),
            row["audience"], (), row.get("results", "never"), row.get("places"), row.get("consent", ""),
            row.get("keep_days"),
        )  # fmt: skip
        actions.change_settings(self.slug, settings, revision=1, by=self.editor, at=before)
        design = {"title": "", "note": "", "sections": row["sections"]}
        actions.change_questions(self.slug, design, revision=2, by=self.editor, at=before)
        actions.submit_survey(self.slug, by=self.editor, at=self.moment(row["opens"] - 1, 10))
        actions.open_survey(self.slug, by=self.reviewer, at=self.moment(row["opens"] - 1, 15))

    def answer(self) -> None:
        survey = queries.public_survey(self.slug)
        definition = queries.definition(survey)
        last = min(self.row["closes"], -1)
        days = sorted(self.rng.randint(self.row["opens"], last) for _ in range(self.row["answers"]))
        for number, day in enumerate(days):
            who = queries.Voter(f"{self.rng.getrandbits(256):064x}", is_signed_in=True)
            values = _answered(definition, self.row.get("texts", {}), self.rng)
            actions.answer(self.slug, values, who=who, address="", at=self.moment(day, 8 + number % 12))
        tasks.box(self.now if self.row["closes"] >= 0 else self.moment(self.row["closes"] + 1, 0))

    def publish(self) -> None:
        then = self.moment(self.row["publish"] - 2, 10)
        for text in self.row["texts"]["say"][: self.row["excerpts"]]:
            actions.add_excerpt(self.slug, "say", text, by=self.editor, at=then)
        actions.write_summary(self.slug, self.row["summary"], by=self.editor, at=then)
        actions.publish_results(self.slug, by=self.reviewer, at=self.moment(self.row["publish"], 15))

    def sign_up(self) -> None:
        refs = []
        for number, values in enumerate(self.row["entries"]):
            who = queries.Voter(f"{self.rng.getrandbits(256):064x}", is_signed_in=False)
            then = self.moment(-len(self.row["entries"]) + number, 19)
            entry = actions.send_entry(self.slug, values, agrees=True, who=who, address="", at=then)
            refs.append(entry.ref)
        by = self.editor
        actions.note_entry(self.slug, refs[0], EntryState.DONE, "已电话确认。", by=by, at=self.moment(-1, 10))
        actions.note_entry(self.slug, refs[1], EntryState.SEEN, "", by=by, at=self.moment(-1, 11))


def _answered(definition: Definition, texts: dict[str, list[str]], rng: random.Random) -> dict[str, Any]:
    """What somebody might answer: every question they see, the open ones seldom."""
    given: dict[str, Any] = {}
    for field in definition.fields():
        entries = {key: value if isinstance(value, list) else str(value) for key, value in given.items()}
        if field.key not in visible_keys(definition, entries):
            continue
        value = _picked(field, texts, rng)
        if value not in (None, []):
            given[field.key] = value
    return given


def _picked(field: Field, texts: dict[str, list[str]], rng: random.Random) -> Any:
    options = [choice.value for choice in field.choices]
    if field.kind == "choice":
        return rng.choices(options, _LEAN[: len(options)])[0]
    if field.kind == "multichoice":
        most = int(field.maximum) if field.maximum is not None else len(options)  # type: ignore[arg-type]
        return list(dict.fromkeys(rng.choices(options, _LEAN[: len(options)], k=rng.randint(1, most))))
    if field.kind == "integer":
        likely = (8, 10, 12, 15) if field.minimum == 0 else (1, 2, 3, 4)
        return str(rng.choices(likely, (6, 4, 2, 1))[0])
    said = texts.get(field.key, [])
    return rng.choice(said) if said and rng.random() < 0.4 else None


def _consult(rows: list[dict[str, Any]], people: People, at: datetime) -> int:
    """Questions asked from the newest articles of each unit; answered and published where an answer is written."""
    pages = _newest({row["unit"] for row in rows}, len(rows))
    count = 0
    for number, row in enumerate(rows):
        found = pages.get(row["unit"])
        if not found:
            continue
        page, who = found.pop(0), people.citizen(row["who"])
        question = Question(row["title"], row["text"], may_publish=True, name=who.name, phone=who.phone)
        asked = localtime(at).replace(hour=9, minute=12 + number) - timedelta(days=row["asked"])
        letter = letters.ask_about(page, question, writer=who.user, submission=f"demo-page-{number}", at=asked)
        if "answer" in row:
            then = localtime(at).replace(hour=10, minute=5 + number) - timedelta(days=row["answered"])
            letters.answer(
                letter.ref,
                row["answer"],
                publish=True,
                by=people.holder_of(_ANSWERS.get(row["unit"], "reviewer"), page.unit),
                at=then,
            )
        count += 1
    return count


def _newest(units: set[str], count: int) -> dict[str, list[Any]]:
    """Some of the newest public articles by the unit they belong to."""
    found: dict[str, list[Any]] = {unit: [] for unit in units}
    articles = ArticlePage.objects.filter(pk__in=visible_pages().values("pk")).order_by("-published_on", "-pk")[:400]
    for article in articles:
        unit = unit_of(article).code
        if unit in found and len(found[unit]) < count:
            found[unit].append(asked_page("page", str(article.translation_key)))
        if all(len(each) >= count for each in found.values()):
            break
    return found
