"""A letter that came to the wrong unit goes on without losing a day; a published answer can be taken back."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import NOON
from zhengtong.dialogue import actions, queries
from zhengtong.dialogue.models import Letter
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.org.models import Role
from zhengtong.timers.models import Clock

LATER = NOON + timedelta(hours=3)
WHY = "低保由民政局受理，请民政局答复"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_a_misrouted_letter_goes_to_the_right_unit_and_its_clock_runs_on(county, letter):
    due = letter.due_at
    actions.forward(letter.ref, county.unit("JT"), WHY, by=county.wangkezhang, at=LATER)
    letter.refresh_from_db()
    clock = Clock.objects.get(subject=letter.ref)
    assert (letter.unit.code, letter.state, letter.due_at) == ("JT", "open", due)
    assert (clock.unit, clock.is_open, clock.promised_due) == ("JT", True, due)
    with pytest.raises(Unknown):
        actions.answer(letter.ref, "可以。", publish=False, by=county.wangkezhang, at=LATER)
    entry = Entry.objects.get(kind="letter.forwarded")
    assert (entry.unit, entry.data["to"], entry.data["reason"]) == ("MZ", "JT", WHY)
    told = Notice.objects.get()
    assert "答复期限不变" in told.text and told.address == "19900100001"
    county.laozhou.assignments.update(role=Role.objects.get(code="section_head"))
    actions.answer(letter.ref, "可以。", publish=False, by=county.laozhou, at=LATER)


def test_a_refused_forwarding_leaves_no_trace(county, letter):
    elsewhere = county.unit("JT")
    for unit, reason, code in (
        (None, WHY, "forward-nowhere"),
        (county.unit("BG"), WHY, "forward-nowhere"),
        (county.unit("MZ"), WHY, "forward-same"),
        (elsewhere, "嗯", "no-reason"),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.forward(letter.ref, unit, reason, by=county.wangkezhang, at=LATER)
        assert refusal.value.code == code
    with pytest.raises(Unknown):
        actions.forward(letter.ref, elsewhere, WHY, by=county.xiaoli, at=LATER)
    actions.answer(letter.ref, "可以。", publish=False, by=county.wangkezhang, at=LATER)
    with pytest.raises(Refusal, match="不能再转办"):
        actions.forward(letter.ref, elsewhere, WHY, by=county.wangkezhang, at=LATER)
    assert Letter.objects.get().unit.code == "MZ"
    assert not Entry.objects.filter(kind="letter.forwarded").exists()


def test_a_published_answer_is_taken_off_the_public_pages_and_stays_with_the_writer(county, letter):
    with pytest.raises(Refusal, match="没有公开"):
        actions.unpublish(letter.ref, WHY, by=county.wangkezhang, at=LATER)
    actions.answer(letter.ref, "带身份证。", publish=True, by=county.wangkezhang, at=LATER)
    with pytest.raises(Unknown):
        actions.unpublish(letter.ref, WHY, by=county.laozhou, at=LATER)
    actions.unpublish(letter.ref, "政策已经调整", by=county.wangkezhang, at=LATER)
    assert not queries.published_letters().exists()
    assert queries.letter_by_code(letter.ref, letter.query_code).answer == "带身份证。"
    assert Entry.objects.get(kind="letter.unpublished").data["reason"] == "政策已经调整"


def test_the_pages_lead_there_and_say_what_follows(county, letter):
    wang = signed_in(county.wangkezhang)
    page = f"/desk/letters/{letter.ref}/"
    assert f"{page}forward/" in wang.get(page).content.decode()
    form = wang.get(f"{page}forward/").content.decode()
    assert "答复期限不变" in form and "安福县交通运输局" in form and "安福县民政局</option>" not in form
    wrong = wang.post(f"{page}forward/", {"to": "", "reason": WHY})
    assert wrong.status_code == 409 and WHY in wrong.content.decode()
    assert wang.post(f"{page}forward/", {"to": "JT", "reason": WHY})["Location"] == "/desk/letters/"
    assert wang.get(page).status_code == 404
    assert signed_in(county.xiaoli).get(f"{page}forward/").status_code == 404

    county.laozhou.assignments.update(role=Role.objects.get(code="section_head"))
    lao = signed_in(county.laozhou)
    assert WHY in lao.get(page).content.decode()
    lao.post(page, {"answer": "请到民政局。", "publish": "yes"})
    assert "撤下公开" in lao.get(page).content.decode()
    assert lao.post(f"{page}unpublish/", {"reason": "政策已经调整"})["Location"] == page
    assert "未公开" in lao.get(page).content.decode()
