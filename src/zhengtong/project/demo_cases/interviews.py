"""在线访谈: one that is archived, a press release that is published, one that is announced and takes questions.

What was said and asked is invented; it goes through the same acts as a real interview, at moments of the past.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localtime

from zhengtong.dialogue import actions as letters
from zhengtong.dialogue.queries import letter_by_ref
from zhengtong.interviews import actions, queries
from zhengtong.interviews.models import Interview
from zhengtong.interviews.queries import Asker
from zhengtong.interviews.rules import Guest, Plan
from zhengtong.live import actions as live
from zhengtong.live.models import Presence
from zhengtong.live.rules import as_text
from zhengtong.org.queries import unit_by_code
from zhengtong.project import handing_over

from .people import People

SEED = 20261201
HUB = "demo"
_ANSWERED = timedelta(days=3, hours=2)
"""After the end: within the five working days."""


@transaction.atomic
def load_interviews(folder: Path, at: datetime, tell: Callable[[str], None]) -> int:
    """Returns how many interviews there are then, 0 if there were any before."""
    if Interview.objects.exists():
        return 0
    people = People(random.Random(SEED))  # noqa: S311 — stories, not secrets
    for path in sorted((folder / "interviews").glob("*.yaml")):
        _Course(yaml.safe_load(path.read_text(encoding="utf-8")), people, folder / "portal" / "pictures", at).run()
    count = Interview.objects.count()
    tell(f"在线访谈和新闻发布 {count} 场")
    return count


class _Course:
    """One interview from its plan to where it stands today."""

    def __init__(self, row: dict[str, Any], people: People, pictures: Path, at: datetime) -> None:
        self.row, self.people, self.pictures, self.now = row, people, pictures, at
        self.rng = random.Random(f"{SEED} {row['slug']}")  # noqa: S311
        self.slug: str = row["slug"]
        self.director, self.moderator, self.recorder = (
            people.staff(name) for name in ("xiedaobo", "pengshenhe", "ousulu")
        )
        self.begins = self._working_day(row["day"])
        self.refs: dict[str, str] = {}
        self.poll, self.said, self.ended = "", 0, at

    def _working_day(self, days: int) -> datetime:
        """At the hour of the plan; what would fall on a weekend is held on the Friday before or the Monday after."""
        hour = time.fromisoformat(self.row["time"])
        on = localtime(self.now).replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
        on += timedelta(days=days)
        while on.weekday() > 4:
            on += timedelta(days=1 if days > 0 else -1)
        return on

    def run(self) -> None:
        self.announce()
        self.take_questions()
        if "steps" not in self.row:
            return
        self.tell()
        self.write_down()
        self.answer_later()
        if "archived" in self.row:
            then = self.begins + timedelta(days=self.row["archived"], hours=1)
            actions.archive(self.slug, by=self.director, at=min(then, self.now))

    def announce(self) -> None:
        row, is_past = self.row, "steps" in self.row
        days = timedelta(days=row["announced"])
        then = min(
            self.begins.replace(hour=9) + days if is_past else localtime(self.now).replace(hour=9, minute=0) + days,
            self.now,
        )
        ends = self.begins + timedelta(minutes=row["minutes"])
        guests = tuple(Guest(**person) for person in row["people"])
        plan = Plan(row["title"], row["topic"].strip(), self.begins, ends, guests)
        before = then - timedelta(days=2)
        actions.plan(row["kind"], row["unit"], self.slug, plan, by=self.director, at=before, is_demo=True)
        self.upload(row["cover"], f"示意图：{row['title']}"[:120], at=before, is_cover=True)
        actions.announce(self.slug, by=self.director, at=then)

    def upload(self, name: str, alt: str, *, at: datetime, is_cover: bool = False) -> str:
        content = (self.pictures / f"{name}.jpg").read_bytes()
        sent = SimpleUploadedFile(f"{name}.jpg", content)
        return actions.add_picture(self.slug, sent, alt, is_cover=is_cover, by=self.director, at=at).token

    # --- the public ---

    def take_questions(self) -> None:
        """Those that came before it began."""
        for question in self.row["questions"]:
            if "before" in question:
                reference = self.begins if "steps" in self.row else self.now
                then = reference - timedelta(days=question["before"], minutes=self.rng.randint(60, 240))
                self.ask(question, then)

    def ask(self, question: dict[str, Any], at: datetime) -> None:
        number = len(self.refs)
        asker = Asker(question["name"], f"1990010{_number_of(self.slug) % 90:02d}{number:02d}")
        row = actions.ask_question(
            self.slug, question["text"], asker=asker, address=f"10.20.0.{number}", visitor=self.visitor(number),
            submission=f"demo-{self.slug[:18]}-{number}", at=at,
        )  # fmt: skip
        self.refs[question["key"]] = row.ref
        then = at + timedelta(minutes=2)
        if "refuse" in question:
            actions.refuse_question(self.slug, row.ref, question["refuse"], by=self.moderator, at=then)
        elif "votes" in question:
            actions.show_question(self.slug, row.ref, by=self.moderator, at=then)
            for each in range(question["votes"]):
                self.vote(row.ref, each, then + timedelta(seconds=each))
            actions.tell_votes(then + timedelta(minutes=2))

    def vote(self, ref: str, number: int, at: datetime) -> None:
        actions.vote(self.slug, ref, visitor=self.visitor(number), address=f"10.20.1.{number}", at=at)

    def cast(self, choice: str, number: int, at: datetime) -> None:
        actions.cast(self.slug, self.poll, choice, visitor=self.visitor(number), address=f"10.20.1.{number}", at=at)

    def visitor(self, number: int) -> str:
        return queries.visitor_key(queries.interview_by_slug(self.slug), f"demo {number}")

    # --- while it is live ---

    def tell(self) -> None:
        actions.start(self.slug, by=self.director, at=self.begins)
        self.gather()
        due = sorted((each for each in self.row["questions"] if "minute" in each), key=lambda each: each["minute"])
        at = self.begins + timedelta(seconds=20)
        said = sum("say" in step for step in self.row["steps"])
        pace = timedelta(minutes=self.row["minutes"] - 3) / said
        for step in self.row["steps"]:
            at += pace if "say" in step else timedelta(seconds=2)
            while due and self.begins + timedelta(minutes=due[0]["minute"]) <= at:
                self.ask(due.pop(0), at)
            self.step(step, at)
        for question in due:
            self.ask(question, at)
        self.ended = at + timedelta(minutes=1)
        actions.end(self.slug, by=self.director, at=self.ended)
        Presence.objects.filter(hub=HUB).delete()

    def step(self, step: dict[str, Any], at: datetime) -> None:
        recorder, slug = self.recorder, self.slug
        match step:
            case {"say": who, "text": text}:
                picture = self.upload(step["picture"], step["alt"], at=at) if "picture" in step else ""
                speaker = "host" if who == "host" else queries.speaker_named(slug, who)
                to = self.refs[step["to"]] if "to" in step else ""
                self.said = actions.say(slug, text, speaker=speaker, to=to, picture=picture, by=recorder, at=at)
            case {"fix": text}:
                actions.correct(slug, self.said, text, by=recorder, at=at)
            case {"put": key, "to": who}:
                guest = queries.speaker_named(slug, who)
                actions.put_question(slug, self.refs[key], to=guest, by=self.moderator, at=at)
            case {"done": key}:
                actions.answer_question(slug, self.refs[key], by=self.moderator, at=at)
            case {"pin": text}:
                actions.pin(slug, text, by=recorder, at=at)
            case {"poll": title, "choices": choices, "ballots": ballots}:
                self.poll = actions.open_poll(slug, title, choices, by=recorder, at=at).ref
                chosen = [place for place, count in enumerate(ballots) for _ in range(count)]
                for number, place in enumerate(chosen):
                    self.cast("abcdefgh"[place], number, at)
            case {"close": True}:
                actions.close_poll(slug, self.poll, by=recorder, at=at)
            case _:
                raise ValueError(f"{slug}: {step} is no step")

    def gather(self) -> None:
        """Visitors come in the first minutes, some leave before the end; counted as a hub would."""
        channel = queries.interview_by_slug(self.slug).channel
        minutes, visitors = self.row["minutes"], self.row["visitors"]
        came = sorted(min(self.rng.expovariate(1 / 9), minutes - 1) for _ in range(visitors))
        stays = [self.rng.uniform(6, minutes) for _ in came]
        for number, minute in enumerate(came):
            actions.be_counted(self.slug, visitor=self.visitor(number), at=self.begins + timedelta(minutes=minute))
        for minute in range(minutes):
            at = self.begins + timedelta(minutes=minute)
            here = sum(1 for first, stay in zip(came, stays, strict=True) if first <= minute < first + stay)
            Presence.objects.update_or_create(hub=HUB, channel=channel, defaults={"listeners": here, "at": at})
            live.sample(channel, at=at)

    # --- afterwards ---

    def write_down(self) -> None:
        interview = queries.interview_by_slug(self.slug)
        then = self.ended + timedelta(hours=2)
        for edit in self.row.get("edits", ()):
            for entry in interview.transcript.all():
                if edit["contains"] in as_text(entry.html):
                    actions.edit_entry(self.slug, entry.pk, text=edit["text"], by=self.recorder, at=then)
        published = self.begins.replace(hour=17) + timedelta(days=self.row["published"])
        actions.publish(self.slug, by=self.director, at=min(published, self.now))

    def answer_later(self) -> None:
        """The letters that came of questions nobody had time for, answered by the unit."""
        handing_over.follow(self.ended + timedelta(seconds=5))
        unit = unit_by_code(self.row["unit"])
        for question in self.row["questions"]:
            if "later" in question:
                left = queries.left_question(self.refs[question["key"]])
                by, then = self.people.holder_of("reviewer", unit), self.ended + _ANSWERED
                letters.answer(letter_by_ref(left.letter).ref, question["later"], publish=True, by=by, at=then)
                handing_over.follow(then + timedelta(seconds=5))


def _number_of(text: str) -> int:
    """A number that is the same at every loading."""
    return sum(ord(letter) * place for place, letter in enumerate(text, 1))
