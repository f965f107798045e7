"""What the entries of a letter tell whoever watches by the journal alone."""

from datetime import datetime

from tests.cast import NOON
from zhengtong.dialogue import actions
from zhengtong.journal.facts import NAMES
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.milestones import Milestone
from zhengtong.journal.models import Entry
from zhengtong.timers.actions import LIMIT_FACTS


def test_a_letter_runs_from_its_arrival_to_its_answer():
    milestones = {code: KINDS[f"letter.{code}"].milestone for code in ("sent", "forwarded", "answered", "unpublished")}
    assert milestones == {
        "sent": Milestone.RECEIVED, "forwarded": Milestone.NOTED, "answered": Milestone.FINISHED, "unpublished": None,
    }  # fmt: skip


def test_the_entry_tells_the_limit_and_who_owns_it_now(county, letter):
    entry = Entry.objects.get(subject=letter.ref, kind="letter.sent")
    assert datetime.fromisoformat(entry.data["due"]) == letter.due_at and entry.data["owner_unit"] == "MZ"
    assert LIMIT_FACTS["letter"] == ("due", "")
    actions.forward(letter.ref, county.unit("JT"), "属交通局职责，请其答复", by=county.wangkezhang, at=NOON)
    entry = Entry.objects.get(subject=letter.ref, kind="letter.forwarded")
    assert (entry.unit, entry.data["owner_unit"], entry.data["unit_name"]) == ("MZ", "JT", county.unit("JT").name)
    assert datetime.fromisoformat(entry.data["due"]) == letter.due_at
    assert entry.data.keys() <= NAMES.keys()
