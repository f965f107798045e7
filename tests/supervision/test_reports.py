"""What the command line answers: how matters stood, and what the rules would have found; both as the live watch has it."""

import json
from contextlib import contextmanager

import pytest

from tests.cases.conftest import walk_in
from tests.cases.county import MORNING, keep_time, licence, publish
from tests.cast import NOON
from zhengtong.cases import actions, queries
from zhengtong.project import ready
from zhengtong.project.commands import main
from zhengtong.supervision.actions import rulebook, watching
from zhengtong.supervision.models import Card

from .test_permit_log import RULES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(cast, monkeypatch):
    """One case accepted in September 2025 and never done; the platform is ready already."""

    @contextmanager
    def platform(*_: object, **__: object):
        yield

    monkeypatch.setattr(ready, "platform", platform)
    queries.guide.cache_clear()
    keep_time()
    publish(licence())
    rulebook.load_rules(RULES, at=NOON, by="system")
    case = walk_in(cast)
    actions.accept_case(case.ref, by=cast.xiaoli, at=MORNING)
    return case


def answer(capsys, *words: str):
    assert main(list(words)) == 0
    return json.loads(capsys.readouterr().out)


def test_the_report_says_each_standing_with_its_refs(told, capsys):
    early = answer(capsys, "supervise", "report", "--as-of", "2025-09-15", "--system", "county", "--json")
    assert set(early) >= {"system", "as_of", "matters", "open", "finished", "coverage", "counts", "refs"}
    assert set(early["counts"]) == set(early["refs"]) == {"on_time", "warned", "yellow", "red", "undeterminable"}
    assert early["refs"]["on_time"] == [told.ref] and early["as_of"].startswith("2025-09-15T23:59:59")
    late = answer(capsys, "supervise", "report", "--as-of", "2025-12-31", "--system", "county", "--json")
    assert late["refs"]["red"] == [told.ref] and late["counts"]["red"] == late["open"] == 1


def test_a_moment_is_taken_to_the_second(told, capsys):
    red = Card.objects.none()
    watching.catch_up(NOON)
    red = Card.objects.get(rule_code="T03")
    for moment, standing in (
        (red.moment, "red"),
        (red.moment.replace(microsecond=0) - watching.timedelta(seconds=1), "yellow"),
    ):
        found = answer(capsys, "supervise", "report", "--as-of", moment.isoformat(), "--system", "county", "--json")
        assert found["refs"][standing] == [told.ref]


def test_an_unknown_system_or_rule_is_said_in_a_sentence(told, capsys):
    assert main(["supervise", "report", "--as-of", "2026-01-01", "--system", "NIX"]) != 0
    assert "没有系统“NIX”的监察事项" in "".join(capsys.readouterr())
    assert main(["supervise", "replay", "--from", "2025-09-01", "--to", "2025-12-31", "--rule", "T99"]) != 0
    assert "没有编号为“T99”的监察规则" in "".join(capsys.readouterr())


def test_a_replay_finds_what_the_live_watch_carded(told, capsys):
    watching.catch_up(NOON)
    found = answer(capsys, "supervise", "replay", "--from", "2025-09-01", "--to", "2025-12-31", "--json")
    live = Card.objects.exclude(matter=None).values_list("subject", "rule_code", "level")
    assert sorted((a["subject"], a["rule"], a["level"]) for a in found["affected"]) == sorted(live)
    assert {"warning", "yellow", "red", "undetermined", "rules"} <= set(found)
    one = answer(capsys, "supervise", "replay", "--from", "2025-09-01", "--to", "2025-12-31", "--rule", "T03", "--json")
    assert set(one["rules"]) == {"T03"} and one["red"] == 1
    assert Card.objects.count() == len(live), "a replay writes nothing"
