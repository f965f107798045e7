"""张阿姨 asks the bureau for a list it has; the office goes through every turn the law knows; she reads the reply and what may follow."""

import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.disclosure.test_redaction import PLAIN, SECRET, document, written
from tests.stories.people import PHONE, Clerk, Visitor
from zhengtong.disclosure.actions import requests
from zhengtong.disclosure.rules.application import Application, Person

pytestmark = pytest.mark.browser
WANTED = "横龙镇2025年临时救助资金发放名单"
FEATURES = "2025年横龙镇各村临时救助的户主、金额和发放时间。"


class Officer(Clerk):
    """Somebody at the desk who does what is lawful with a request."""

    def opens_request(self, ref: str) -> int:
        return self.opens(f"/desk/disclosure-requests/{ref}/")

    def acts(self, ref: str, act: str, **answers: str) -> None:
        """One act from the request's page, refused or done."""
        self.opens_request(ref)
        self.presses(f"act-{act}")
        self.fills(**answers)
        self.shot(f"request-{act}")
        self.presses("act-do")

    def may_do(self) -> list[str]:
        """The acts the request's page offers."""
        return [link.get_attribute("data-element") for link in self.page.locator("[data-element=acts] a").all()]

    def done(self, ref: str, act: str, **answers: str) -> None:
        self.acts(ref, act, **answers)
        self.page.wait_for_url(f"**/desk/disclosure-requests/{ref}/")


@pytest.fixture
def officer(bring, county):
    def sit_down(name: str) -> Officer:
        person = bring(Officer)
        person.signs_in(name, "/desk/disclosure-requests/")
        return person

    return sit_down


@pytest.fixture
def answered(county) -> str:
    """What somebody else asked and was answered before, with leave to show it."""
    at, today, by, li = timezone.now(), timezone.localdate(), county.tangbianji, county.liming
    person = Person("natural", li.name, li.id_type, li.id_number, li.phone)
    asked = Application("MZ", person, "横龙镇2024年临时救助资金发放名单", FEATURES, may_publish=True)
    ref = requests.submit(asked, submission="earlier", applicant=li.user, identity=(), at=at).ref
    requests.register(ref, confirmed_on=today, track="plain", by=by, at=at)
    requests.accept(ref, by=by, at=at)
    requests.draft(
        ref, kind="granted", reasons="您申请的发放名单，本机关予以公开。", provided="名单一份。", by=by, at=at
    )
    requests.submit_for_approval(ref, track="plain", opinion="", by=by, at=at)
    requests.approve(ref, is_agreed=True, opinion="", by=county.baifushen, at=at)
    requests.reply(ref, by=by, at=at)
    requests.deliver(ref, method="web", receiver="", tracking="", delivered_on=today, by=by, at=at)
    requests.publish(ref, wanted=asked.wanted, reply="您申请的发放名单，本机关予以公开。", by=county.baifushen, at=at)
    return ref


def asks(visitor: Visitor) -> str:
    """The form on a telephone: what was answered before is shown while one types; the number on the receipt."""
    visitor.opens("/disclosure-requests/")
    visitor.presses("ask")
    visitor.fills(unit="MZ", wanted=WANTED)
    visitor.page.get_by_role("link", name="横龙镇2024年临时救助资金发放名单").wait_for()
    visitor.presses("request-send")
    visitor.sees("请描述所需信息")
    visitor.fills(features=FEATURES, may_publish="yes")
    visitor.shot("request-form")
    visitor.presses("request-send")
    visitor.element("receipt").wait_for()
    visitor.shot("request-receipt")
    assert re.fullmatch(r"\d{6}", visitor.reads("query-code"))
    return visitor.reads("request-ref")


def test_a_request_through_every_turn_of_the_law(bring, officer, clock, answered):
    zhang = bring(**PHONE)
    zhang.signs_in("zhangayi", "/my/")
    ref = asks(zhang)
    zhang.sees("自确认之日起计算 20 个工作日")
    own = f"/disclosure-requests/{ref}/"

    # Asked over the web: received on the day both sides confirm it (第三十一条).
    clock.set(11, 24)
    tang = officer("tangbianji")
    tang.sees(ref, "待登记")
    tang.acts(ref, "register", confirmed_on="2026-11-30")
    tang.sees("不能晚于今天")
    tang.fills(confirmed_on="2026-11-24", track="leader")
    tang.presses("act-do")
    tang.sees("2026年11月24日", "以双方确认之日为收到申请之日", "领导签批流程")

    # Unclear: said once, within seven days; her correction begins the twenty days anew.
    clock.set(11, 25)
    tang.done(
        ref,
        "request_correction",
        problems="没有写明救助的类别。",
        guidance="请写明支出型还是急难型，或者写全部。",
    )
    zhang.opens(own)
    zhang.sees("请补正申请", "没有写明救助的类别。")
    zhang.shot("request-correcting")
    clock.set(11, 26)
    zhang.presses("correct")
    zhang.fills(text="全部类别。")
    zhang.presses("correct-send")
    zhang.sees("答复期限自今天起重新计算", "2026年12月24日")

    # The households are asked: the clock stands while they think about it (第三十三条第三款).
    clock.set(11, 27)
    tang.opens_request(ref)
    tang.sees("全部类别。")
    tang.done(ref, "accept")
    tang.acts(ref, "consult", kind="third_party", name="横龙镇石溪村委会", question="短")
    tang.sees("请填写征求意见的内容")
    tang.fills(question="名单涉及的农户是否同意公开姓名和金额。", received_on="2026-11-27")
    tang.presses("act-do")
    tang.sees("征求意见中", "2026年12月18日前提出意见")
    zhang.opens(own)
    zhang.sees("计时暂停", "正在征求第三方意见")
    zhang.shot("request-paused")
    clock.set(12, 4)
    tang.opens_request(ref)
    tang.presses("act-end_consultation")
    tang.page.locator("main [name=consultation]").first.check()
    tang.fills(answer="partly", opinion="同意公开金额，不同意公开身份证号码。")
    tang.presses("act-do")
    tang.sees("部分同意公开")

    # More time, granted by the head of the office and told to her.
    tang.done(ref, "request_extension", days="10", reason="名单分散在二十三个村，需要逐村核对。")
    bai = officer("baifushen")
    bai.acts(ref, "answer_extension", is_approved="yes")
    bai.sees("已审批。")
    zhang.opens(own)
    zhang.sees("延长10个工作日", "逐村核对")
    zhang.page.get_by_role("link", name="为什么是这一天").click()
    zhang.sees("为什么是这一天？", "每一天怎么算")

    # Drafted from a leaf row of the annual table; what is left to fill in does not go out.
    clock.set(12, 10)
    tang.opens_request(ref)
    tang.presses("act-draft")
    tang.fills(kind="partial")
    tang.presses("use-template")
    tang.sees("能够区分处理")
    tang.presses("act-do")
    tang.acts(ref, "submit", track="plain")
    tang.page.locator("[data-element=error-summary]").wait_for()
    tang.done(
        ref,
        "draft",
        reasons="您申请公开的信息中含有不应当公开的内容，能够区分处理。可以公开的内容随本答复书提供。",
        withheld="身份证号码、银行账号属于个人隐私，不予公开。",
        provided="发放名单（已隐去身份证号码、银行账号）一份，网上下载。",
    )
    tang.acts(ref, "submit", track="plain")
    tang.sees("应当经过合法性审核")
    tang.fills(track="leader", opinion="拟部分公开。")
    tang.presses("act-do")
    tang.sees("合法性审核中")
    assert "act-review" not in tang.may_do()

    # Three more people, each of whom reads the draft they decide on.
    luo, cheng = officer("luofagai"), officer("chengzhuren")
    luo.opens_request(ref)
    luo.presses("act-review")
    luo.sees("身份证号码、银行账号属于个人隐私")
    luo.fills(is_agreed="yes", opinion="适用依据准确。")
    luo.presses("act-do")
    luo.sees("审核意见已登记。")
    bai.done(ref, "approve", is_agreed="yes")
    cheng.done(ref, "clear", is_agreed="yes", opinion="同意。")
    tang.done(ref, "reply")
    tang.sees("已出具答复书")
    tang.done(ref, "deliver", method="web", delivered_on="2026-12-10")

    # She reads it, keeps the letter, and knows until when she may do what.
    zhang.signs_in("zhangayi", own)
    zhang.opens(own)
    zhang.sees("答复：部分公开", "身份证号码、银行账号属于个人隐私", "最迟", "应当先申请行政复议")
    zhang.shot("request-replied")
    letter = zhang.context.request.get(zhang.address + zhang.element("paper").get_attribute("href"))
    papers = [link.get_attribute("href") for link in zhang.page.locator("[data-element=paper]").all()]
    texts = [PdfReader(io.BytesIO(zhang.context.request.get(zhang.address + each).body())) for each in papers]
    assert letter.ok and any("部分公开" in one.pages[0].extract_text() for one in texts)
    tang.done(ref, "archive", number="2026-依申请-007")

    # Nobody else learns of it.
    zhou, cao, li = officer("laozhou"), officer("jiaotongbianji"), bring()
    for stranger in (zhou, cao):
        assert stranger.opens_request(ref) == 404
        stranger.sees_not(WANTED)
    li.signs_in("liming", "/my/")
    li.opens(own)
    li.sees_not(WANTED)


def test_a_letter_is_received_on_the_day_its_way_of_coming_decides(officer, clock):
    clock.set(11, 26)
    fang = officer("fangbianji")
    fang.presses("register-new")
    answers = {
        "receipt_basis": "signed_mail", "submitted_on": "2026-11-23", "unit": "BG", "wanted": "县政府常务会议纪要",
        "features": "2025年第12次县政府常务会议纪要全文。", "route": "mail", "name": "李明", "id_number": "360829199003070012",
        "address": "横龙镇石溪村第一村民小组",
    }  # fmt: skip
    fang.fills(**answers)
    fang.presses("request-send")
    fang.sees("请填写签收日期")
    fang.fills(signed_on="2026-11-25")
    fang.presses("request-send")
    # Signed for on Wednesday the 25th, which does not count; the twentieth working day is Wednesday, 23 December.
    fang.element("receipt").wait_for()
    fang.sees("2026年11月25日", "2026年12月23日前")


def test_what_is_hidden_in_a_pdf_is_gone(officer, tmp_path):
    tang = officer("tangbianji")
    file = tmp_path / "答复.pdf"
    file.write_bytes(written(document(PLAIN)))
    assert SECRET in PdfReader(file).pages[0].extract_text()
    tang.opens("/desk/information/redaction/")
    tang.page.set_input_files("[name=file]", file)
    tang.fills(words=SECRET)
    with tang.page.expect_download() as download:
        tang.presses("redact")
    made = download.value.path().read_bytes()
    assert SECRET not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert SECRET.encode() not in made
