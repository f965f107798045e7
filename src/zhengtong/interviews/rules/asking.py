"""What may be asked, and how a telephone is proved. (验证码: 5分钟内有效，每分钟1次，每日10次)"""

import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.masking import mask_name
from zhengtong.foundation.refs import day_ref
from zhengtong.foundation.text import tidy_code, tidy_line

VALID = timedelta(minutes=5)
PAUSE = timedelta(minutes=1)
CODES_A_DAY = 10
MOST_TRIES = 5
"""Wrong codes after which a code is worth nothing: a million codes are not tried out in five minutes."""
PROOF_LASTS = timedelta(minutes=30)
"""A proved telephone may ask for so long without another code."""
MOST_QUESTION = 300
_STYLES = ("女士", "先生", "小姐", "老师", "同学", "师傅", "大爷", "阿姨")
_PHONE = re.compile(r"1[3-9][0-9]{9}")


def question_ref(on: date, serial: int) -> str:
    """提问编号, e.g. TW20261123000017."""
    return day_ref("TW", on, serial)


def check_phone(number: str) -> str:
    """A mobile number of the mainland; raises Refusal `bad-phone`."""
    bare = tidy_code(number).removeprefix("+86")
    if not _PHONE.fullmatch(bare):
        raise Refusal("bad-phone", "手机号码应为11位数字。", "phone")
    return bare


def check_question(name: str, text: str) -> tuple[str, str]:
    """Name and text, tidied; raises Refusal `bad-name`, `bad-question`."""
    said, who = " ".join(tidy_line(text).split()), tidy_line(name)
    if not 1 <= len(who) <= 20:
        raise Refusal("bad-name", "请填写称呼（不超过20个字），例如：张女士。", "name")
    if not 5 <= len(said) <= MOST_QUESTION:
        raise Refusal("bad-question", f"请写明问题（5至{MOST_QUESTION}个字）。", "text")
    return who, said


def shown_name(name: str) -> str:
    """How whoever asked is called in public: 刘女士 as they called themselves, 刘小红 as 刘*红."""
    return name if name.endswith(_STYLES) and len(name) <= 5 else mask_name(name)


def code_of(number: int | None = None) -> str:
    """Six digits, drawn at random."""
    return f"{secrets.randbelow(1_000_000) if number is None else number:06d}"


def next_code(sent: Sequence[datetime], from_address: int, most_from_address: int, at: datetime) -> None:
    """Whether another code may be sent to a telephone; `sent`: the moments of the last day's; `from_address`: how many were
    asked for from the address within the hour.

    Raises Refusal `code-too-soon`, `code-too-many`, `code-address`.
    """
    if sent and at - max(sent) < PAUSE:
        wait = int((max(sent) + PAUSE - at).total_seconds()) + 1
        raise Refusal("code-too-soon", f"验证码刚刚发送过，请{wait}秒后再试。", "phone")
    if len(sent) >= CODES_A_DAY:
        raise Refusal("code-too-many", f"这个手机号码24小时内已经获取{CODES_A_DAY}次验证码，请明天再试。", "phone")
    if from_address >= most_from_address:
        raise Refusal(
            "code-address", "从您所在的网络获取验证码的次数太多，请一小时后再试，或者登录后直接提问。", "phone"
        )


def is_right(kept: str, given: str) -> bool:
    """Whether two sealed codes are the same, told in the same time whatever they are."""
    return hmac.compare_digest(kept, given)
