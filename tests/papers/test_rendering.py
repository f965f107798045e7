"""The printed page: GB/T 9704-2012 geometry, the words the law asks for, and nothing a person wrote read as markup."""

import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from zhengtong.papers import rendering, rules
from zhengtong.papers.blank_form import blank_form
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.content import complete

from .samples import CONTENT

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FORMS = Path(__file__).parents[2] / "data/anfu/forms"
MM = 72 / 25.4

MUST_SAY = {
    PaperKind.RECEIPT: ["共4项", "食品经营许可申请书", "五个工作日内", "自收到申请材料之日起即为受理", "李小燕"],
    PaperKind.CORRECTION_NOTICE: ["全部内容一次性告知", "第三十二条第一款第四项", "未标明清洗", "2026年12月4日前"],
    PaperKind.CORRECTION_RECEIPT: ["安市监补〔2026〕12号", "共2项"],
    PaperKind.ACCEPTANCE: [
        "20个工作日，至2026年12月21日",
        "5个工作日，至2026年11月30日",
        "402817",
        "2026年11月23日起予以受理",
    ],
    PaperKind.NON_ACCEPTANCE: [
        "不予受理",
        "一、理由",
        "二、依据",
        "吉州区市场监督管理局",
        "六十日内",
        "行政复议",
        "行政诉讼",
    ],
    PaperKind.SPECIAL_PROCEDURE: ["专家评审所需时间为10个工作日", "第四十五条", "不计算在办理期限内"],
    PaperKind.EXTENSION: ["第四十二条", "延长10个工作日", "2027年1月5日前办结", "现场整改", "负责人批准"],
    PaperKind.GRANT: ["决定准予行政许可", "十个工作日内", "食品经营许可证", "公众有权查阅"],
    PaperKind.DENIAL: ["不予行政许可", "有毒、有害场所", "第三十八条第二款", "六个月内", "安福县人民法院提起行政诉讼"],
    PaperKind.COMPLETION: ["2026年11月27日办结", "准予许可", "领取方式"],
    PaperKind.RETURN: ["予以退回", "书面撤回申请", "共2项"],
    PaperKind.HANDOVER: ["360829********0012", "窗口领取", "记载无误"],
    PaperKind.SERVICE_RETURN: ["受送达人", "拒收事由", "见证人", "代收人签收", "直接送达"],
    PaperKind.DEFERRAL_PROMISE: ["2026年12月7日前补齐", "容缺", "承诺人"],
    PaperKind.COMMITMENT: ["一、本机关告知", "二、申请人承诺", "法律责任", "撤销行政许可"],
    PaperKind.HEARING_NOTICE: ["要求听证的权利", "五个工作日内提出", "二十个工作日内组织听证", "七个工作日前"],
    PaperKind.DELEGATION: ["张桂兰", "360829********0068", "2027年2月28日", "不收取代办费用"],
    PaperKind.CERTIFICATE: ["JY13608290000001", "2031年11月26日", "依法颁发"],
    PaperKind.SUPERVISION_ORDER: [
        "列为重点督办",
        "2026年11月24日24时前签收",
        "2026年11月30日24时前书面反馈",
        "JC202611230000017",
    ],
    PaperKind.DISCLOSURE_CORRECTION: [
        "一次性告知",
        "第三十条",
        "2026年12月14日前",
        "答复期限自本机关收到补正的申请之日起计算",
    ],
    PaperKind.DISCLOSURE_CONSULTATION: ["书面征求", "十五个工作日内", "第三十二条", "由本机关依照条例的规定决定"],
    PaperKind.DISCLOSURE_EXTENSION: ["第三十三条", "延长20个工作日", "2027年1月18日前答复", "负责人白云飞"],
    PaperKind.DISCLOSURE_FEE: ["700元", "第四十二条", "国办函〔2020〕109号", "视为放弃申请", "自缴费的次日起"],
    PaperKind.DISCLOSURE_REPLY: ["部分公开", "第三十七条", "二、不予公开的部分", "三、提供的信息", "行政复议"],
    PaperKind.SUPERVISION_ADVICE: ["查明下列情况", "提出如下监察建议", "2026年11月30日24时前将整改情况"],
}


def rendered(kind: PaperKind, *, at: datetime = AT, **changes) -> bytes:
    data = {
        "kind": kind,
        "number": rules.paper_number("安市监", kind, 2026, 12),
        "title": kind.label,
        "organ": "安福县市场监督管理局",
        "issued_on": date(2026, 11, 22),
        "code": "7K3M-ABCD-1234-5678",
        "verify_at": "http://localhost/verify/",
        "qr": rendering.qr_code("http://localhost/verify/7K3MABCD12345678/"),
        "content": complete(kind, {**CONTENT[kind], **changes}, county="安福县"),
    }
    return rendering.render(kind, data, at=at)


def words(pdf: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.mark.parametrize("kind", PaperKind)
def test_every_kind_says_what_the_law_asks_for(kind):
    text = words(rendered(kind))
    assert [phrase for phrase in MUST_SAY[kind] if phrase not in text] == []
    # 行政许可法 第三十二条: in writing, sealed by the organ, dated; GB/T 9704: number with 〔〕
    for phrase in (kind.label, f"{rules.paper_number('安市监', kind, 2026, 12)}", "加盖印章", "2026年11月22日"):
        assert phrase in text
    assert text.count("安福县市场监督管理局") >= 2  # the masthead and the seal place
    assert "7K3M-ABCD-1234-5678" in text


@pytest.mark.parametrize("kind", PaperKind)
def test_an_ordinary_paper_is_one_or_two_a4_pages(kind):
    pages = PdfReader(io.BytesIO(rendered(kind))).pages
    assert len(pages) <= 2
    assert all(abs(float(page.mediabox.width) - 210 * MM) < 1 for page in pages)
    assert all(abs(float(page.mediabox.height) - 297 * MM) < 1 for page in pages)


def test_a_line_of_the_body_holds_28_characters():
    long = "一二三四五六七八九十" * 20
    reader = PdfReader(io.BytesIO(rendered(PaperKind.DENIAL, reasons=long)))
    full = [line for line in words_by_line(reader) if re.fullmatch("[一二三四五六七八九十]{20,}", line)]
    assert max(map(len, full)) == 28


def words_by_line(reader: PdfReader) -> list[str]:
    return [line.strip() for page in reader.pages for line in page.extract_text().split("\n")]


def test_the_last_page_never_carries_a_seal_alone():
    pages = PdfReader(io.BytesIO(rendered(PaperKind.DENIAL, reasons="这是一条理由，说明为什么不予许可。\n" * 14))).pages
    assert len(pages) > 1
    last = re.sub(r"\s", "", pages[-1].extract_text())
    assert "行政复议" in last and "2026年11月22日" in last


def test_what_a_person_wrote_is_printed_as_it_stands():
    wild = '#panic("x") *粗* _斜_ $x^2$ <b> @ref ] [ \\ // 注释 `代码` "引号" {{ }} #sys.inputs'
    text = words(rendered(PaperKind.DENIAL, reasons=wild, applicant="#eval(1)有限公司"))
    assert re.sub(r"\s", "", wild) in text
    assert "#eval(1)有限公司" in text


def test_the_same_words_and_moment_give_the_same_bytes():
    assert rendered(PaperKind.GRANT) == rendered(PaperKind.GRANT)


def test_a_paper_issued_at_any_moment_of_the_day_is_printed():
    assert rendered(PaperKind.RECEIPT, at=AT.replace(microsecond=123_456)).startswith(b"%PDF")


def test_no_stop_is_doubled_after_what_a_person_wrote():
    text = words(rendered(PaperKind.COMPLETION, result="准予。已颁证。", collect="窗口领取。", results=()))
    assert "已颁证。领取方式：窗口领取。" in text and "。。" not in text


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_form_of_the_county_prints_as_a_sheet_to_fill_in(path, settings):
    definition = yaml.safe_load(path.read_text())
    pdf = blank_form(definition["title"], definition["code"], definition["sections"], at=AT, note=definition["note"])
    text = words(pdf)
    assert re.sub(r"\s", "", definition["title"]) in text and "申请人（签名或盖章）" in text and "本表免费提供" in text
    for section in definition["sections"]:
        for field in section["fields"]:
            said = field["text"] if field["kind"] in ("declaration", "heading") else field["label"]
            assert re.sub(r"\s", "", said)[:6] in text, said


def test_a_field_that_cannot_be_printed_is_not_left_out_silently():
    with pytest.raises(ValueError, match="hologram"):
        blank_form("表", "x", [{"title": "一", "fields": [{"key": "a", "label": "甲", "kind": "hologram"}]}], at=AT)
