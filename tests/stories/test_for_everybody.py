"""For everybody: with bad eyes, with a keyboard, with a telephone."""

import pytest

from tests.stories import matters
from tests.stories.inspection import barriers, squeezed
from tests.stories.people import PHONE, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def four(county):
    return matters.four(county)


def rounds(visitor: Visitor, paths: list[str], look, name: str) -> list[str]:
    """Open every page in turn and say what is wrong with it."""
    found = []
    for path in paths:
        status = visitor.opens(path)
        if status != 200:
            found.append(f"{path}: {status}")
        found += [f"{path}: {fault}" for fault in look(visitor.page)]
        visitor.shot(f"{name}{path.replace('/', '-').split('?')[0]}")
    return found


def test_nothing_stands_in_anybodys_way(bring, clerk, four):
    visitor = bring()
    found = rounds(visitor, four.public() + four.account(), barriers, "wide")
    visitor.signs_in("zhangayi")
    found += rounds(visitor, four.own(), barriers, "wide")
    xiaoli = clerk("xiaoli")
    found += rounds(xiaoli, four.desk(), barriers, "wide")
    wang = clerk("wangkezhang")
    found += rounds(wang, four.review(), barriers, "wide")
    assert "\n".join(found) == ""


def test_the_elder_mode_is_larger_and_has_strong_contrast(bring, four):
    visitor = bring()
    visitor.signs_in("zhangayi")
    visitor.opens("/")
    visitor.presses("elder-toggle")
    assert visitor.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 20
    pages = ["/", f"/items/{matters.ITEM}/", f"/apply/{four.draft.draft_token}/form/", "/my/"]
    assert rounds(visitor, pages, lambda page: barriers(page, ratio=7), "elder") == []


def test_everything_fits_a_telephone(bring, clerk, four):
    visitor = bring(**PHONE)
    found = rounds(visitor, four.public() + four.account(), squeezed, "phone")
    visitor.signs_in("zhangayi")
    found += rounds(visitor, four.own(), squeezed, "phone")
    xiaoli = clerk("xiaoli", **PHONE)
    found += rounds(xiaoli, four.desk(), squeezed, "phone")
    assert "\n".join(found) == ""
