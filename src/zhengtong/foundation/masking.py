"""De-identification before display: one function per kind of value, two profiles (个人信息保护法 第六条, 第五十一条).

The internal profile is for lists that staff see; the public profile is for pages anybody sees. The full value is
shown only on the case itself, and that look is recorded.
"""

import re
from collections.abc import Callable

from .text import half_width

_GAP = r"[ \u3000\-－–—]"
_LONG_NUMBER = re.compile(rf"(?<!\d)(?:\d{_GAP}?){{14,18}}[\dXx](?![\dXx])")
_MOBILE = re.compile(rf"(?<!\d)1[3-9]\d(?:{_GAP}?\d{{4}}){{2}}(?!\d)")


def mask_name(name: str) -> str:
    """张三 → 张*, 张小三 → 张*三, for both profiles."""
    if len(name) <= 1:
        return "*" if name else ""
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def mask_organisation(name: str) -> str:
    """A legal person's name is public (企业信息公示暂行条例); returned as it is."""
    return name


def mask_id_number(number: str, *, public: bool = False) -> str:
    """360829********0012 internally; 360829************ where a public page cannot do without."""
    if len(number) < 10:
        return "*" * len(number)
    return (
        f"{number[:6]}{'*' * (len(number) - 6)}" if public else f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    )


def mask_phone(number: str) -> str:
    """138****1234; internal profile only, a public page never shows a telephone number."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_bank_card(number: str) -> str:
    """The last four digits."""
    return f"{'*' * max(len(number) - 4, 0)}{number[-4:]}"


def replace_personal_numbers(text: str, *, long: Callable[[str], str], mobile: Callable[[str], str]) -> str:
    """Running text with what `long` makes of identity and card numbers (15 to 19 characters) and `mobile` of telephones.

    People write them with blanks, hyphens and full-width digits; both functions are given the bare number. Office
    telephones stay; full-width digits and letters of the rest become half-width.
    """
    text = _LONG_NUMBER.sub(lambda found: long(re.sub(_GAP, "", found[0])), half_width(text))
    return _MOBILE.sub(lambda found: mobile(re.sub(_GAP, "", found[0])), text)
