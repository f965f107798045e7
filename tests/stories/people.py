"""People at a browser: what they open, press, fill in and see. Elements are found by the product's own `data-element` hooks."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.cast import PASSWORD

PLACE = ("平都镇", "360829100202")
"""A township and a village of it, as the region picker asks for them."""
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


class Visitor:
    """One person at one browser of their own. `faults` gathers what a page should never do, script or not."""

    def __init__(self, browser: Browser, address: str, shots: Path | None = None, **context: object) -> None:
        self.context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **context)
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.address, self.shots = address, shots
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self._heard(said.text))
        self.page.on("response", lambda answer: answer.status >= 500 and self.faults.append(f"500 {answer.url}"))

    def _heard(self, text: str) -> None:
        if "Content Security Policy" in text or "violates" in text:
            self.faults.append(text)

    # --- going about ---

    def opens(self, path: str) -> int:
        """Go to a path of the site; the status of the answer."""
        answer = self.page.goto(f"{self.address}{path}")
        return answer.status if answer else 0

    def follows(self, name: str) -> None:
        """Press the first link of this name in the page's main part."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def presses(self, element: str) -> None:
        self.element(element).click()

    def element(self, name: str) -> Locator:
        return self.page.locator(f"[data-element={name}]").first

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    # --- filling in ---

    def fills(self, **answers: str) -> None:
        """Fill in fields by their names, in the order given; underscores of a name stand for themselves."""
        for name, answer in answers.items():
            self.fill(name, answer)

    def fill(self, name: str, answer: str) -> None:
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("(e) => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
        if kind in ("radio", "checkbox"):
            self.page.check(f"main [name='{name}'][value='{answer}']")
        elif kind == "select":
            field.select_option(answer)
        else:
            field.fill(answer)

    def chooses_place(self, name: str) -> None:
        """Township first and village next where the script splits the list, else the village at once."""
        township, village = PLACE
        select = self.page.locator(f"select[name='{name}']")
        if not select.is_visible():
            self.page.select_option(f"#f-{name}", township)
        select.select_option(village)

    def uploads(self, order: int, file: Path) -> None:
        self.page.set_input_files(f"[name=file-{order}]", file)

    # --- seeing ---

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.locator("body")).to_contain_text(text)

    def sees_not(self, *words: str) -> None:
        for text in words:
            expect(self.page.locator("body")).not_to_contain_text(text)

    def reads(self, element: str) -> str:
        return self.element(element).inner_text().strip()

    def shot(self, name: str) -> None:
        """Keep a picture of the page if pictures are wanted (STORY_SHOTS names the folder)."""
        if self.shots:
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    # --- what everybody does ---

    def signs_in(self, name: str, wanted: str = "/") -> None:
        self.opens(f"/account/sign-in/?next={wanted}")
        self.fills(username=name, password=PASSWORD)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)


class Clerk(Visitor):
    """Somebody who serves: opens a case and does what is lawful."""

    def opens_case(self, ref: str) -> int:
        return self.opens(f"/desk/cases/{ref}/")

    def does(self, verb: str, **answers: str) -> None:
        """One act from the case page: press it, say what it asks, confirm; the case page says it is done."""
        self.presses(f"act-{verb}")
        self.fills(**answers)
        self.shot(f"desk-act-{verb}")
        self.presses("confirm-act")
        self.page.wait_for_url(lambda url: not url.endswith(f"/{verb}/"))
        self.shot(f"desk-after-{verb}")

    def may(self) -> set[str]:
        """The acts the case page offers."""
        offered = self.page.locator("[data-element=next-acts] a")
        return {link.get_attribute("data-element").removeprefix("act-") for link in offered.all()}


class Applicant(Visitor):
    """Somebody who needs something from the county, from the first page to the receipt."""

    def registers(self, name: str, number: str, phone: str) -> None:
        self.opens("/hall/")
        self.presses("register")
        self.fills(name=name, id_number=number, phone=phone, region=PLACE[1], password=PASSWORD)
        self.fills(password_again=PASSWORD, consent="yes")
        self.shot("register")
        self.page.get_by_role("button", name="注册", exact=True).click()

    def finds(self, words: str, item: str) -> None:
        """Search from the front page and open the guide."""
        self.opens("/hall/")
        self.shot("home")
        self.page.locator("main [name=q], .hero [name=q]").first.fill(words)
        self.page.locator("[data-element=search] button").first.click()
        self.shot("services")
        self.follows(item)
        self.shot("guide")

    def begins(self) -> None:
        self.presses("tab-apply")
        self.shot("apply")
        self.presses("apply-start")

    def fills_the_form(self) -> None:
        self.fills(request_kind="new", reason="成立安福县樟树种植协会，推广樟树育苗技术。")
        self.chooses_place("place")
        self.fills(pickup="hall", promise="yes")
        self.shot("apply-form")
        self.presses("next")

    def sends_papers(self, papers: dict[str, Path]) -> None:
        self.uploads(2, papers["id"])
        self.uploads(3, papers["home"])
        self.shot("apply-materials")
        self.presses("next")

    def hands_in(self) -> tuple[str, str]:
        """Declare and submit; the case number and the query code of the receipt."""
        self.fills(declare="yes")
        self.shot("apply-confirm")
        self.presses("submit")
        self.element("receipt").wait_for()
        self.shot("receipt")
        return self.reads("case-ref"), self.reads("query-code")

    def applies(self, papers: dict[str, Path]) -> tuple[str, str]:
        self.begins()
        self.fills_the_form()
        self.sends_papers(papers)
        return self.hands_in()

    def asks_for_progress(self, ref: str, code: str) -> None:
        self.opens("/progress/")
        self.shot("progress-ask")
        self.fills(ref=ref, code=code)
        self.page.locator("main").get_by_role("button", name="查询").click()
        self.page.wait_for_url(f"**/progress/{ref}/")
