import pytest

from zhengtong.cases import actions, queries
from zhengtong.cases.actions import Mark, WalkIn
from zhengtong.cases.models import Case

from ..cast import Cast, cast
from .county import MORNING, keep_time, licence, publish

__all__ = ["cast"]


@pytest.fixture
def county(cast: Cast) -> Cast:
    """The cast at work: calendar, laws, and one licence that knows every kind of act."""
    queries.guide.cache_clear()
    keep_time()
    publish(licence())
    return cast


def walk_in(county: Cast, *, at=MORNING, missing=(), **person) -> Case:
    """张阿姨 at the window with her papers; 小李 receives."""
    citizen = county.zhangayi
    fields = {
        "kind": "natural",
        "name": citizen.name,
        "id_type": "111",
        "id_number": citizen.id_number,
        "phone": citizen.phone,
        "region": citizen.region,
    } | person
    marks = [Mark(order, "checked", copies=1) for order in (1, 2, 3) if order not in missing]
    return actions.receive_walk_in(
        "MZ-XK-0026", WalkIn(**fields), marks, by=county.xiaoli, at=at, window=county.window, attachments={}
    )


@pytest.fixture
def received(county: Cast) -> Case:
    return walk_in(county)


@pytest.fixture
def accepted(county: Cast, received: Case) -> Case:
    return actions.accept_case(received.ref, by=county.xiaoli, at=MORNING)
