"""Guessing made pointless: failed look-ups are counted for a number and for an address, and wait once there are many.

A six-digit code tried ten times in a quarter of an hour would take more than a thousand days to find.
"""

from django.core.cache import cache
from django.http import HttpRequest

from zhengtong.foundation.errors import Refusal

WINDOW = 15 * 60  # seconds
FAILURES_OF_A_NUMBER = 10
FAILURES_FROM_AN_ADDRESS = 60
TOO_OFTEN = Refusal("looked-up-too-often", "连续查询不成功的次数太多，请 15 分钟后再试，或者登录后在“我的办件”中查看。")


def _counters(request: HttpRequest, ref: str) -> dict[str, int]:
    address = request.META.get("REMOTE_ADDR", "")
    return {f"look-up:ref:{ref}": FAILURES_OF_A_NUMBER, f"look-up:address:{address}": FAILURES_FROM_AN_ADDRESS}


def check(request: HttpRequest, ref: str) -> None:
    """Raises `TOO_OFTEN` if this number or this address has failed too often of late."""
    counters = _counters(request, ref)
    counted = cache.get_many(counters)
    if any(counted.get(key, 0) >= most for key, most in counters.items()):
        raise TOO_OFTEN


def failed(request: HttpRequest, ref: str) -> None:
    """One more failure of this number, from this address."""
    for key in _counters(request, ref):
        if not cache.add(key, 1, WINDOW):
            cache.incr(key)
