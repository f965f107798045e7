"""What is asked of somebody who consults, what of somebody who answers, and what a public page may show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from legalclock.moments import last_day
from zhengtong.forms.rules import Definition, parse_definition
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.masking import mask_bank_card, mask_id_number, mask_phone, replace_personal_numbers
from zhengtong.foundation.refs import day_ref, is_day_ref
from zhengtong.foundation.text import tidy_text

REF_LETTERS = "ZX"
due_day = last_day

_YES_NO_PUBLISH = [{"value": "yes", "label": "愿意，方便别人参考"}, {"value": "no", "label": "不愿意"}]
_QUESTION = {
    "title": "您想问什么",
    "hint": "一次只问一件事，答复会更快、更准。咨询不是申请，要办理请使用网上申请。",
    "fields": [
        {"key": "title", "label": "标题", "kind": "text", "required": True, "max_length": 60, "hint": "一句话说明问题"},
        {"key": "question", "label": "问题", "kind": "textarea", "required": True, "max_length": 2000,
         "hint": "写明您的情况和想知道的事。请不要写身份证号、银行卡号"},
        {"key": "publish", "label": "是否愿意公开问答", "kind": "choice", "required": True, "choices": _YES_NO_PUBLISH,
         "hint": "公开时不显示您的姓名和电话，问题中的号码会隐去"},
    ],
}  # fmt: skip
_CONTACT = {
    "title": "怎样联系您",
    "hint": "答复以后用短信提醒；姓名和电话只有答复单位能看到。",
    "fields": [
        {"key": "name", "label": "称呼", "kind": "text", "required": True, "max_length": 40, "hint": "例如：张女士"},
        {"key": "phone", "label": "手机号码", "kind": "phone", "required": True},
    ],
}


def question_form(*, is_signed_in: bool) -> Definition:
    """网上咨询: name and telephone are asked only of those who have no account here."""
    return parse_definition({"title": "网上咨询", "sections": [_QUESTION] if is_signed_in else [_QUESTION, _CONTACT]})


def answer_form(*, may_publish: bool) -> Definition:
    """答复: whether to publish is asked only where the writer agreed."""
    fields: list[dict[str, Any]] = [
        {"key": "answer", "label": "答复内容", "kind": "textarea", "required": True, "max_length": 4000,
         "hint": "直接回答所问；引用的依据写明名称和条款；请不要写入他人的证件号码、电话"}
    ]  # fmt: skip
    if may_publish:
        choices = [{"value": "yes", "label": "公开"}, {"value": "no", "label": "不公开"}]
        fields.append(
            {"key": "publish", "label": "是否公开问答", "kind": "choice", "required": True, "choices": choices,
             "hint": "写信人同意公开。公开页不显示姓名和电话，证件号码、手机号码自动隐去"}
        )  # fmt: skip
    return parse_definition({"title": "答复", "sections": [{"title": "答复", "fields": fields}]})


@dataclass(frozen=True, slots=True)
class Question:
    """A consultation as it was asked."""

    title: str
    text: str
    may_publish: bool
    name: str
    phone: str


def question_from(values: Mapping[str, Any], *, name: str = "", phone: str = "") -> Question:
    """The checked values of `question_form`; `name` and `phone` of the account where it was not asked."""
    return Question(
        title=values["title"],
        text=values["question"],
        may_publish=values["publish"] == "yes",
        name=values.get("name", name)[:40],
        phone=values.get("phone", phone),
    )


@dataclass(frozen=True, slots=True)
class Handed:
    """A question that was asked elsewhere in public and not answered there; `ref` is its number there, `page` where it stands."""

    ref: str
    title: str
    text: str
    name: str
    phone: str
    page: str
    page_title: str
    page_url: str


def submission_of(ref: str) -> str:
    """Under what a handed question is sent: once, whoever hands it over and however often."""
    return f"question:{ref}"


def letter_ref(on: date, serial: int) -> str:
    """咨询编号, e.g. ZX20261123000017."""
    return day_ref(REF_LETTERS, on, serial)


def is_letter_ref(text: str) -> bool:
    """Whether shape and check digit are right; says nothing of whether the letter exists."""
    return is_day_ref(REF_LETTERS, text)


def check_publication(*, wants: bool, may_publish: bool) -> None:
    """Only what the writer agreed to is published (个人信息保护法 第二十五条); raises Refusal."""
    if wants and not may_publish:
        raise Refusal("not-consented", "写信人不同意公开，答复只能发给本人。", "publish")


def check_reason(text: str) -> str:
    """Why, in words somebody answers for; raises Refusal."""
    said = tidy_text(text)
    if not 4 <= len(said) <= 200:
        raise Refusal("no-reason", "请写明理由（4至200个字）。", "reason")
    return said


def mask_numbers(text: str) -> str:
    """Running text with identity numbers, bank cards and mobile numbers masked; office telephones stay."""
    return replace_personal_numbers(text, long=_masked_long, mobile=mask_phone)


def _masked_long(number: str) -> str:
    return mask_id_number(number, public=True) if len(number) == 18 else mask_bank_card(number)
