"""Numbers a citizen quotes: case numbers, query codes, verification codes."""

import re
import secrets
from datetime import date

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DAY_REF = re.compile(r"[0-9]{14}")
CASE_REF = re.compile(r"[0-9]{9}[A-Z]{2}[0-9]{14}")


def luhn_check(digits: str) -> str:
    """The Luhn digit over a string of digits: finds every single wrong digit and most swapped ones."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def case_ref(region6: str, unit_number: str, type_letters: str, on: date, serial: int) -> str:
    """办件编号: region 6 + unit 3 + type 2 + yyyymmdd + serial 5 + check 1, e.g. 360829012XK20261123000017.

    Raises ValueError for a serial that five digits cannot hold: a number is never given out twice.
    """
    if not 0 <= serial < 100_000:
        raise ValueError(f"serial {serial} does not fit five digits")
    day, number = f"{on:%Y%m%d}", f"{serial:05d}"
    return f"{region6}{unit_number}{type_letters}{day}{number}{luhn_check(region6 + unit_number + day + number)}"


def is_case_ref(text: str) -> bool:
    """Whether the shape and the check digit are right; says nothing of whether the case exists."""
    if not CASE_REF.fullmatch(text):
        return False
    digits = text[:9] + text[11:-1]
    return luhn_check(digits) == text[-1]


def day_ref(letters: str, on: date, serial: int) -> str:
    """A number that says what it is of and when it came: letters + yyyymmdd + serial 5 + check 1, ZX20261123000017."""
    digits = f"{on:%Y%m%d}{serial % 100_000:05d}"
    return f"{letters}{digits}{luhn_check(digits)}"


def is_day_ref(letters: str, text: str) -> bool:
    """Whether shape and check digit are right; says nothing of whether what it names exists."""
    digits = text.removeprefix(letters)
    return text.startswith(letters) and bool(_DAY_REF.fullmatch(digits)) and luhn_check(digits[:-1]) == digits[-1]


def query_code() -> str:
    """查询密码: six digits from the system's randomness."""
    return f"{secrets.randbelow(1_000_000):06d}"


def verification_code(length: int = 16) -> str:
    """A code for a paper's public verification page: 5 bits a character, letters that cannot be misread."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(length))


def token() -> str:
    """An unguessable name for something that is fetched by address (128 bits)."""
    return secrets.token_urlsafe(16)
