"""Check digits of the national identifiers (GB 11643-1999, GB 32100-2015, GB 11714-1997) and telephone numbers."""

import re
from dataclasses import dataclass
from datetime import date

from .errors import Refusal
from .text import tidy_code

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# The first two digits of every division code (GB/T 2260); 81, 82, 83 stand on residence permits.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


@dataclass(frozen=True, slots=True)
class ResidentId:
    """What a resident identity number says of its holder."""

    number: str
    region: str
    born_on: date
    is_male: bool


def resident_id_check(first17: str) -> str:
    """The 18th character for the first 17 digits (GB 11643-1999)."""
    return _ID_CHECK[sum(int(d) * w for d, w in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def read_resident_id(text: str, *, today: date | None = None, field: str | None = None) -> ResidentId:
    """Parse and verify an 18-character resident identity number; raises Refusal with what is wrong."""
    number = tidy_code(text)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Refusal("id-shape", "身份证号码应为18位：前17位是数字，最后一位是数字或字母X。", field)
    if not _PROVINCE.match(number):
        raise Refusal("id-region", "身份证号码前6位不是有效的地区代码，请核对。", field)
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise Refusal("id-birth", "身份证号码第7至14位不是有效的出生日期，请核对。", field) from error
    if born_on.year < 1880 or (today is not None and born_on > today):
        raise Refusal("id-birth", "身份证号码中的出生日期不合理，请核对。", field)
    if resident_id_check(number[:17]) != number[17]:
        raise Refusal("id-check", "身份证号码的校验位不正确，请逐位核对。", field)
    return ResidentId(number, number[:6], born_on, int(number[16]) % 2 == 1)


def credit_code_check(first17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015)."""
    total = sum(_CREDIT_ALPHABET.index(c) * w for c, w in zip(first17, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def read_credit_code(text: str, *, field: str | None = None) -> str:
    """Verify a unified social credit code and return it in capitals; raises Refusal."""
    code = tidy_code(text)
    if len(code) != 18 or any(c not in _CREDIT_ALPHABET for c in code):
        raise Refusal("credit-shape", "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）。", field)
    if credit_code_check(code[:17]) != code[17]:
        raise Refusal("credit-check", "统一社会信用代码的校验位不正确，请逐位核对。", field)
    return code


def organisation_code_check(first8: str) -> str:
    """The 9th character of an organisation code (GB 11714-1997)."""
    values = (int(c) if c.isdigit() else ord(c) - 55 for c in first8)
    remainder = 11 - sum(v * w for v, w in zip(values, _ORG_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(remainder, str(remainder))


def read_mobile(text: str, *, field: str | None = None) -> str:
    """Verify a mainland mobile number; blanks, hyphens and the prefix +86 are forgiven. Raises Refusal."""
    number = tidy_code(text).removeprefix("+86")
    if not _MOBILE.fullmatch(number):
        raise Refusal("phone-shape", "手机号码应为11位数字，以1开头，请核对。", field)
    return number
