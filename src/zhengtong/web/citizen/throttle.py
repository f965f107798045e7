"""Guessing made pointless: failed look-ups are counted for a number and for an address, and wait once there are many.

The counts stand in the database, for all web processes together. A six-digit code tried ten times in a quarter of an
hour would take more than a thousand days to find.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.http import HttpRequest

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org import actions, queries

WINDOW = timedelta(minutes=15)
FAILURES_OF_A_NUMBER = 10
FAILURES_FROM_AN_ADDRESS = 60
T = TypeVar("T")


def tried(request: HttpRequest, ref: str, at: datetime, look_up: Callable[[], T]) -> T:
    """What `look_up` finds. Unknown counts as one more failure of this number and this address, and is passed on.

    Raises Refusal `looked-up-too-often` without looking where either has failed too often of late.
    """
    address = request.META.get("REMOTE_ADDR", "")
    allowed = {f"number {ref}": FAILURES_OF_A_NUMBER, f"address {address}": FAILURES_FROM_AN_ADDRESS}
    counted = queries.failed_lookups(allowed, at)
    if any(counted[what] >= most for what, most in allowed.items()):
        minutes = WINDOW // timedelta(minutes=1)
        raise Refusal(
            "looked-up-too-often",
            f"连续查询不成功的次数太多，请{minutes}分钟后再试；用账户提交的，登录后可以直接查看。",
        )
    try:
        return look_up()
    except Unknown:
        actions.count_failed_lookup(allowed, at=at, within=WINDOW)
        raise
