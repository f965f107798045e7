"""For everybody: with bad eyes, with a keyboard, with a telephone."""

import pytest

from tests.stories import matters
from tests.stories.inspection import barriers, squeezed
from tests.stories.people import PHONE, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def four(county):
    return matters.four(county)


OBSTACLES = """<title></title><main><h1>一</h1><h1>二</h1><h4>跳</h4><input name=nameless><label for=nowhere>话</label>
<img src="data:,"><svg></svg><button></button><b id=twin></b><b id=twin></b><p style="color:#aaa">看不清</p></main>"""


def test_the_inspection_sees_what_it_is_for(browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content(OBSTACLES)
    found = "\n".join(barriers(page))
    told = (
        "language",
        "title",
        "2 h1",
        "jumps",
        "no label",
        "nowhere",
        "no alt",
        "nameless",
        "nothing to say",
        "twice",
    )
    assert [word for word in (*told, "contrast 2.32") if word not in found] == []
    page.set_content('<main><a class="button">短</a><p style="width: 500px">宽</p></main>')
    assert "px wide: P" in squeezed(page)[0]
    assert any("px high" in fault for fault in squeezed(page))
    page.close()


def rounds(visitor: Visitor, paths: list[str], look, name: str) -> list[str]:
    """Open every page in turn and say what is wrong with it."""
    found = []
    for number, path in enumerate(paths):
        status = visitor.opens(path)
        if status != 200:
            found.append(f"{path}: {status}")
        found += [f"{path}: {fault}" for fault in look(visitor.page)]
        visitor.shot(f"{name}-{number:02}-{path.strip('/').split('?')[0].split('/')[-1] or 'home'}")
    return found


def test_nothing_stands_in_anybodys_way(bring, clerk, four):
    visitor = bring()
    found = rounds(visitor, four.public() + four.account(), barriers, "wide-public")
    visitor.signs_in("zhangayi")
    found += rounds(visitor, four.own(), barriers, "wide-own")
    xiaoli = clerk("xiaoli")
    found += rounds(xiaoli, four.desk(), barriers, "wide-desk")
    wang = clerk("wangkezhang")
    found += rounds(wang, four.review(), barriers, "wide-review")
    assert "\n".join(found) == ""


def test_the_elder_mode_is_larger_and_has_strong_contrast(bring, four):
    visitor = bring()
    visitor.signs_in("zhangayi")
    visitor.opens("/hall/")
    visitor.presses("elder-toggle")
    assert visitor.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 20
    pages = ["/hall/", f"/items/{matters.ITEM}/", f"/apply/{four.draft.draft_token}/form/", "/my/"]
    assert "\n".join(rounds(visitor, pages, lambda page: barriers(page, ratio=7), "elder")) == ""


def test_everything_fits_a_telephone(bring, clerk, four):
    visitor = bring(**PHONE)
    found = rounds(visitor, four.public() + four.account(), squeezed, "phone-public")
    visitor.signs_in("zhangayi")
    found += rounds(visitor, four.own(), squeezed, "phone-own")
    xiaoli = clerk("xiaoli", **PHONE)
    found += rounds(xiaoli, four.desk(), squeezed, "phone-desk")
    assert "\n".join(found) == ""
