"""The parts of the oversight door: a state is an icon and a word, a share is never rounded up, a filter stays."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory

from zhengtong.supervision.choices import CardState, Level, Light

pytestmark = pytest.mark.django_db
PARTS = Path(settings.TEMPLATES[0]["DIRS"][0]) / "oversight" / "parts"
PAGE = "/styleguide/oversight/"


def drawn(source: str, url: str = "/oversight/matters/", **context) -> str:
    return engines["django"].from_string("{% load oversight %}" + source).render(context, RequestFactory().get(url))


def test_every_part_of_the_door_is_shown_in_its_styleguide(client):
    page = client.get(PAGE)
    assert page.status_code == 200
    shown = {template.name for template in page.templates}
    assert {f"oversight/parts/{part.name}" for part in PARTS.glob("*.html")} <= shown


def test_the_styleguide_has_no_script_or_style_of_its_own_and_labels_every_control(client):
    page = client.get(PAGE).content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("light", Light.values)
def test_a_light_is_an_icon_and_its_word(light):
    shown = drawn("{% light_badge light %}", light=light)
    assert "<svg" in shown and Light(light).label in shown


def test_a_unit_with_nothing_to_watch_is_not_green():
    shown = drawn('{% light_badge "" %}')
    assert "无事项" in shown and "light-green" not in shown


@pytest.mark.parametrize("state", CardState.values)
@pytest.mark.parametrize("level", Level.values)
def test_a_card_says_its_level_and_the_state_it_is_in(level, state):
    shown = drawn("{% level_badge level state %}", level=level, state=state)
    assert Level(level).label in shown
    assert (CardState(state).label in shown) == (state != CardState.ISSUED)
    assert ("is-off" in shown) == (state in (CardState.WITHDRAWN, CardState.CANCELLED))


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "100%"), (0.99999, "99.9%"), (0.982, "98.2%"), (0.0, "0%"), (None, "—")]
)
def test_a_share_is_never_rounded_up_to_the_whole(share, said):
    assert drawn("{{ share|percent }}", share=share) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(30, "不足1分"), (480, "8分"), (19200, "5小时20分"), (7200, "2小时"), (86400, "24小时"), (4334400, "1,204小时")],
)
def test_time_is_said_as_a_person_says_it(seconds, said):
    assert drawn("{{ seconds|said }}", seconds=seconds) == said


def test_the_bar_divides_the_whole_time_among_its_holders():
    shown = drawn("{% time_split split %}", split={"applicant": 100, "office": 300, "special": 0})
    assert re.findall(r'class="split-(\w+)" x="([\d.]+)" y="0" width="([\d.]+)"', shown) == [
        ("office", "0.0", "750.0"),
        ("applicant", "750.0", "250.0"),
    ]
    assert "还没有" in drawn("{% time_split None %}")


def test_filters_offer_to_be_cleared_only_when_one_is_set():
    source = "{% filters %}<input>{% endfilters %}"
    assert "清除条件" not in drawn(source) and "清除条件" not in drawn(source, "/oversight/matters/?page=2&light=")
    assert 'href="/oversight/matters/"' in drawn(source, "/oversight/matters/?light=red")


def test_a_tile_says_a_dash_where_nothing_is_known():
    shown = drawn('{% tile "省级对接" None %}')
    assert "—" in shown and "件" not in shown
    assert "1,204" in drawn('{% tile "按期" 1204 %}')
