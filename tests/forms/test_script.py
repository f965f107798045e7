"""What the script adds to a form in the browser; everything it does works without it too."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import BROWSER
from tests.cast import NOON
from zhengtong.forms import actions

from .paper import field, form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(cast, live_server) -> str:
    actions.create_form("relief", "临时救助申请表", "MZ", by=cast.wangkezhang, at=NOON)
    design = form(
        field("ill", "choice", required=True),
        field("cost", "money", show_if={"field": "ill", "equals": "yes"}, required=True),
        field("bill", show_if={"field": "cost", "filled": True}),
        field("family", "table", max=3, columns=[field("name", required=True), field("home", "region")]),
        field("place", "region", required=True),
    )
    actions.save_form_draft("relief", design, by=cast.wangkezhang, at=NOON)
    return f"{live_server.url}/desk/forms/relief/versions/1/"


def opened(browser: Browser, cast, address: str, *, script: bool) -> Page:
    client = Client()
    client.force_login(cast.wangkezhang.user)
    context = browser.new_context(java_script_enabled=script, locale="zh-CN")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    page = context.new_page()
    page.goto(address)
    return page


def test_the_script_hides_adds_and_narrows(browser, cast, address):
    page = opened(browser, cast, address, script=True)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    assert not page.is_visible("[name=cost]")
    page.check("[name=ill][value=yes]")
    assert page.is_visible("[name=cost]")
    assert not page.is_visible("[name=bill]")
    page.fill("[name=cost]", "120")
    assert page.is_visible("[name=bill]")
    page.check("[name=ill][value=no]")
    assert not page.is_visible("[name=bill]")

    page.fill("[name=family-0-name]", "张桂兰")
    page.click("[name='add-row:family']")
    page.click("[name='add-row:family']")
    page.fill("[name=family-2-name]", "李明")
    assert page.is_disabled("[name='add-row:family']")
    page.click("[name='remove-row:family:1']")
    assert page.locator("[data-row-number]").all_inner_texts()[:2] == ["1", "2"]

    assert not page.is_visible("select[name=place]")
    page.select_option("#f-place", "横龙镇")
    page.select_option("select[name=place]", "360829103213")
    page.click("[data-element=preview-check]")
    shown = page.inner_text("[data-element=preview-result]")
    assert "横龙镇石溪村村委会" in shown
    assert page.locator("[data-element=answer-family] tbody tr").count() == 2
    assert "张桂兰" in shown
    assert "项目cost" not in shown
    assert faults == []


def test_the_same_form_is_filled_without_any_script(browser, cast, address):
    page = opened(browser, cast, address, script=False)
    assert page.is_visible("[name=cost]")
    assert page.is_visible("text=“项目ill”选择“是”的，需要填写本项。")
    page.check("[name=ill][value=no]")
    page.fill("[name=family-0-name]", "张桂兰")
    page.click("[name='add-row:family']")
    page.fill("[name=family-1-name]", "李明")
    assert page.input_value("[name=family-0-name]") == "张桂兰"
    page.select_option("select[name=place]", "360829103213")
    page.fill("[name=family-1-name]", "")
    page.press("[name=family-0-name]", "Enter")
    shown = page.inner_text("[data-element=preview-result]")
    assert page.locator("[data-element=answer-family] tbody tr").count() == 1
    assert "横龙镇石溪村村委会" in shown
