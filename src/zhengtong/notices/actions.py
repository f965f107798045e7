"""Queue what leaves the house, and send it."""

from datetime import datetime

from zhengtong.org.models import User

from .choices import Channel
from .models import Notice


def notify(
    *, template: str, subject: str, title: str, text: str, at: datetime, user: User | None = None, phone: str = "",
    link: str = "",
) -> Notice:
    """Queue a message to one person: into the mailbox of `user`, or by SMS to `phone`. Part of the caller's act.

    It leaves only if the act commits. `text` is frozen here and carries no personal number.
    """
    if (user is None) == (not phone):
        raise ValueError("a notice goes to one user's mailbox or to one telephone")
    return Notice.objects.create(
        channel=Channel.MAILBOX if user is not None else Channel.SMS,
        recipient=user, address=phone, subject=subject, template=template, title=title, text=text, link=link,
        queued_at=at, next_try_at=at,
    )
