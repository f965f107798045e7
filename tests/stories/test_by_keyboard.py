"""Without a mouse: 张阿姨's son gets to the application with Tab and Enter, 小李 walks her inbox with j, k, Enter and /."""

import pytest

from tests.stories import matters
from tests.stories.people import Visitor

pytestmark = pytest.mark.browser

# What has the focus: what it says, and whether one can see that it has it.
_FOCUS = """
() => {
  const e = document.activeElement;
  const shown = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const ring = [e, e.closest(".choice"), e.closest(".card")].some((one) => one && shown(getComputedStyle(one)));
  return { says: (e.innerText || e.getAttribute("aria-label") || e.name || "").trim(), ring };
}
"""


def tab_to(visitor: Visitor, words: str, *, most: int = 60) -> None:
    """Press Tab until the focus is on what says these words; every stop on the way shows where one is."""
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.evaluate(_FOCUS)
        assert focus["ring"], f"nobody sees that the focus is on {focus['says']!r}"
        if words in focus["says"]:
            return
    raise AssertionError(f"Tab does not lead to {words!r}")


def press(visitor: Visitor, key: str) -> None:
    """Enter, and the page it leads to."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)


def test_an_item_is_found_and_the_application_opened_with_tab_and_enter(bring):
    visitor = bring()
    visitor.signs_in("liming")
    visitor.opens("/hall/")
    tab_to(visitor, "跳到主要内容", most=1)
    visitor.page.keyboard.press("Enter")
    tab_to(visitor, "q", most=3)
    visitor.page.keyboard.type("协会")
    press(visitor, "Enter")
    tab_to(visitor, "社会团体成立登记")
    press(visitor, "Enter")
    tab_to(visitor, "网上申请")
    press(visitor, "Enter")
    tab_to(visitor, "开始填写")
    press(visitor, "Enter")
    assert visitor.path.endswith("/form/")

    # Choices are walked with the arrows; Enter in a field goes on and takes nothing away.
    tab_to(visitor, "request_kind")
    visitor.page.keyboard.press("ArrowDown")
    assert visitor.page.is_checked("[name=request_kind][value=change]")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type("赣安民社证字第0001号")
    press(visitor, "Enter")
    visitor.sees("需要改正")
    assert visitor.page.input_value("[name=old_number]") == "赣安民社证字第0001号"
    assert "需要改正" in visitor.page.evaluate(_FOCUS)["says"]


def test_the_inbox_is_walked_with_j_k_enter_and_slash(clerk, county):
    first, second = matters.receive(county), matters.receive(county)
    xiaoli = clerk("xiaoli")
    keys = xiaoli.page.keyboard

    def on() -> str:
        return xiaoli.page.evaluate(_FOCUS)["says"]

    keys.press("j")
    assert on() == first.ref
    keys.press("j")
    assert on() == second.ref
    keys.press("j")
    assert on() == second.ref
    keys.press("k")
    assert on() == first.ref
    press(xiaoli, "Enter")
    assert xiaoli.path == f"/desk/cases/{first.ref}/"

    keys.press("/")
    assert on() == "q"
    keys.type(second.ref)
    press(xiaoli, "Enter")
    xiaoli.sees(second.ref)
    xiaoli.sees_not(first.ref)
    keys.press("?")
    assert xiaoli.page.get_by_text("键盘操作").is_visible()
    keys.press("Escape")
    assert not xiaoli.page.get_by_text("键盘操作").is_visible()
