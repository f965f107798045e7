"""Ways out of the house: a gateway is an adapter, chosen by name. `demo` writes to a file, `failing` never delivers.

An adapter is called with the telephone number, the signed text and the moment. It returns once the gateway has taken the
message; it raises TemporaryFailure when trying again may help, PermanentFailure when it cannot (a number that does not
exist). Both carry a short reason without personal numbers.
"""

import os
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localtime

from zhengtong.foundation.masking import mask_phone

Adapter = Callable[[str, str, datetime], None]


class TemporaryFailure(Exception):
    """The gateway could not take the message now."""


class PermanentFailure(Exception):
    """The gateway will never take this message."""


ADAPTERS: dict[str, Adapter] = {}


def adapter(name: str) -> Callable[[Adapter], Adapter]:
    """Register a gateway under a name for the setting SMS_ADAPTER."""

    def register(function: Adapter) -> Adapter:
        ADAPTERS[name] = function
        return function

    return register


def chosen() -> Adapter:
    """The gateway of this county; an unknown name raises KeyError at once."""
    return ADAPTERS[settings.SMS_ADAPTER]


@adapter("demo")
def write_outbox(phone: str, text: str, at: datetime) -> None:
    """One line a message in ZHENGTONG_HOME/outbox.log; the number is masked, so the file may be shown."""
    line = f"{localtime(at):%Y-%m-%d %H:%M:%S} {mask_phone(phone)} {' '.join(text.split())}\n"
    descriptor = os.open(settings.HOME / "outbox.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())  # one write: lines of two workers do not mix
    except OSError as error:
        raise TemporaryFailure("写入短信记录失败") from error
    finally:
        os.close(descriptor)


@adapter("failing")
def refuse(phone: str, text: str, at: datetime) -> None:
    """For trials of what happens when a gateway is down; a number ending in 0000 does not exist."""
    if phone.endswith("0000"):
        raise PermanentFailure("号码不存在")
    raise TemporaryFailure("短信网关没有应答")
