"""Guessing made pointless: failed look-ups are counted for a number and for an address, and wait once there are many.

The counts stand in the database, for all web processes together. A six-digit code tried ten times in a quarter of an
hour would take more than a thousand days to find.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest

from zhengtong.foundation.errors import Refusal
from zhengtong.org import actions, queries

WINDOW = timedelta(minutes=15)
FAILURES_OF_A_NUMBER = 10
FAILURES_FROM_AN_ADDRESS = 60
TOO_OFTEN = Refusal("looked-up-too-often", "连续查询不成功的次数太多，请15分钟后再试，或者登录后在“我的办件”中查看。")


def _allowed(request: HttpRequest, ref: str) -> dict[str, int]:
    address = request.META.get("REMOTE_ADDR", "")
    return {f"number {ref}": FAILURES_OF_A_NUMBER, f"address {address}": FAILURES_FROM_AN_ADDRESS}


def check(request: HttpRequest, ref: str, at: datetime) -> None:
    """Raises `TOO_OFTEN` if this number or this address has failed too often of late."""
    allowed = _allowed(request, ref)
    counted = queries.failed_lookups(allowed, at)
    if any(counted[what] >= most for what, most in allowed.items()):
        raise TOO_OFTEN


def failed(request: HttpRequest, ref: str, at: datetime) -> None:
    """One more failure of this number, from this address."""
    actions.count_failed_lookup(_allowed(request, ref), at=at, within=WINDOW)
