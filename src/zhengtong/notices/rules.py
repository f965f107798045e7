"""What a message may say, and when the next try is. Pure."""

import re
from datetime import datetime, timedelta

from zhengtong.foundation.masking import mask_id_number, mask_phone

_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Pauses after the first, second, … temporary failure; a failure after the last pause is final."""


def without_personal_numbers(text: str) -> str:
    """Identity numbers and telephone numbers masked: a message passes through other people's machines."""
    text = _ID_NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), text)


def next_try(failures: int, at: datetime) -> datetime | None:
    """When to try again after that many failures, the one just met included; None: give up."""
    return at + BACK_OFF[failures - 1] if failures <= len(BACK_OFF) else None


def signed(text: str, sign: str) -> str:
    """短信签名 in front, as the operators require: 【安福县政务服务】…"""
    return f"【{sign}】{text}"
