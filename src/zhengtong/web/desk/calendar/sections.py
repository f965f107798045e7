"""What the four sections of 工作日历 share."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.timezone import localtime

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import names_of


def sections() -> list[tuple[str, str, str]]:
    """Key, label and address; any staff may read them all."""
    return [
        ("year", "年历", reverse("desk:calendar")),
        ("notices", "放假安排通知", reverse("desk:calendar-notices")),
        ("hours", "作息时间", reverse("desk:calendar-hours")),
        ("limits", "法定期限参数", reverse("desk:calendar-limits")),
    ]


def may_edit(staff: Staff) -> bool:
    return staff.may(Permission.CALENDAR_EDIT)


def moment_words(moment: datetime | None) -> str:
    """A due moment as people say it: a limit that ends at 24:00 ends on that day, an hour limit at its minute."""
    if moment is None:
        return "—"
    there = localtime(moment)
    if there.time() == time.min:
        return f"{there - timedelta(days=1):%Y-%m-%d}"
    return f"{there:%Y-%m-%d %H:%M}"


def who(actor: str) -> str:
    """`staff:BG002` → 钱永康; the system for whatever was there at the start."""
    kind, _, code = actor.partition(":")
    return names_of([code]).get(code, code) if kind == "staff" else "系统载入"
