"""What the county discloses, read by everybody: axe finds nothing in the way, in large letters and in traditional ones too,
and nothing is wider than a telephone.
"""

import pytest

from tests.disclosure.register import published_information, published_report
from tests.stories.inspection import squeezed
from tests.stories.people import PHONE, Visitor
from tests.stories.test_portal import portal, violations

__all__ = ["portal"]

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(portal, county) -> list[str]:
    """One page of every kind, from the front page to a form."""
    row, _ = published_information(county)
    published_report(county)
    return [
        "/",
        "/news/",
        "/news/anfu/a1/",
        "/topics/nearby/",
        "/information/",
        f"/information/{row.index_number}/",
        "/policies/",
        "/opendata/",
        "/disclosure-reports/",
        "/disclosure-reports/2025/MZ/",
        "/search/?q=发展",
        "/disclosure-requests/",
        "/disclosure-requests/new/",
        "/disclosure-requests/answered/?q=无",
        "/surveys/",
    ]


def found(visitor: Visitor, paths: list[str]) -> str:
    """What stands in somebody's way, page by page."""
    faults = []
    for number, path in enumerate(paths):
        assert visitor.opens(path) == 200, path
        faults += [f"{path} {one}" for one in violations(visitor)]
        visitor.shot(f"everybody-{number:02}")
    return "\n".join(faults)


def test_nothing_stands_in_anybodys_way(bring, pages):
    assert found(bring(), pages) == ""


def test_large_letters_and_traditional_ones_are_as_good(bring, pages):
    visitor, some = bring(), [path for path in pages if path.count("/") > 1][3:]
    visitor.opens("/information/")
    visitor.presses("elder-toggle")
    visitor.opens("/information/")
    assert visitor.page.evaluate("document.documentElement.className") == "elder"
    assert found(visitor, some) == ""
    visitor.opens("/information/")
    visitor.presses("hant-toggle")
    visitor.sees("政府信息公開目錄")
    assert found(visitor, some[:4]) == ""


def test_everything_fits_a_telephone(bring, pages):
    visitor, wide = bring(**PHONE), []
    for path in pages:
        visitor.opens(path)
        wide += [f"{path} {fault}" for fault in squeezed(visitor.page) if "px wide" in fault]
    assert "\n".join(wide) == ""


def test_a_table_is_sorted_by_the_head_one_presses_and_the_box_suggests(bring, pages, county):
    visitor = bring()
    visitor.opens(next(path for path in pages if path.startswith("/information/") and len(path) > 15))
    head = visitor.page.get_by_role("button", name="人数")
    head.press("Enter")
    assert visitor.page.locator("th[aria-sort=ascending]").inner_text().startswith("人数")
    box = visitor.page.locator(".masthead input[data-suggest]")
    assert box.get_attribute("role") == "combobox"
