"""What `zhengtong check` says of the live service, and what a new version brings to a county that is there already."""

from datetime import timedelta

import pytest

from legalclock import load_laws
from tests.cast import NOON
from zhengtong.live.models import Hub
from zhengtong.project import checks
from zhengtong.project.checks import Ground, Level
from zhengtong.timers import actions as timers
from zhengtong.timers.models import LegalLimit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.HOME = tmp_path
    settings.PUBLIC_URL, settings.LIVE_URL = "http://localhost:8000", "http://localhost:8010"
    return settings


def told() -> list[tuple[Level, str]]:
    return [(found.level, found.sentence) for found in checks.live(Ground(None, NOON))]


def test_a_hub_that_is_gone_is_noticed_and_one_that_works_is_counted():
    assert "直播分发进程没有运行" in told()[0][1]
    Hub.objects.create(name="a:8010/1", pid=1, address="http://127.0.0.1:8010", started_at=NOON, at=NOON)
    assert told()[0] == (Level.OK, "直播分发进程 1 个在运行。")
    Hub.objects.update(at=NOON - timedelta(minutes=1))
    assert told()[0][0] is Level.NOTICE


def test_a_studio_that_does_not_run_is_noticed():
    assert any("视频直播服务没有运行" in sentence for _, sentence in told())


@pytest.mark.parametrize(
    ("site", "live", "problem"),
    [
        ("http://localhost:8000", "http://localhost:8010", None),
        ("https://www.afx.example.gov.cn", "", None),
        ("https://www.afx.example.gov.cn", "http://localhost:8010", "本机地址"),
        ("https://www.afx.example.gov.cn", "http://live.afx.example.gov.cn", "启用 https"),
        ("https://www.afx.example.gov.cn", "https://live.afx.example.gov.cn", None),
    ],
)
def test_an_address_browsers_cannot_reach_the_hubs_by_is_an_error(place, site, live, problem):
    place.PUBLIC_URL, place.LIVE_URL = site, live
    errors = [sentence for level, sentence in told() if level is Level.ERROR]
    assert [problem in sentence for sentence in errors] == ([True] if problem else [])


def test_a_new_version_adds_the_limits_it_brings_and_leaves_those_the_county_changed(cast):
    timers.load_laws(load_laws())
    everything = LegalLimit.objects.count()
    LegalLimit.objects.filter(key="interview.transcript").delete()
    LegalLimit.objects.filter(key="interview.notice").update(amount="5")
    assert timers.load_laws(load_laws()) == 1
    assert LegalLimit.objects.count() == everything
    assert LegalLimit.objects.get(key="interview.notice").amount == "5"
    assert timers.load_laws(load_laws()) == 0
