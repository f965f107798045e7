import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from zhengtong.foundation import rows
from zhengtong.foundation.text import tidy_line, tidy_text
from zhengtong.journal.actions import action, record
from zhengtong.org.models import User

from . import adapters, rules
from .choices import Channel, NoticeState
from .models import Notice

log = logging.getLogger(__name__)


def notify(
    *,
    user: User | None = None,
    phone: str = "",
    template: str,
    subject: str,
    title: str,
    text: str,
    link: str = "",
    at: datetime,
) -> list[Notice]:
    """Tell somebody: into the mailbox of `user`, and by SMS to `phone`; the worker sends once the act has committed.

    Part of the caller's act: records nothing. Identity and telephone numbers in the words are masked here. `link` is a
    path of this site. Neither user nor phone is a programming error: ValueError.
    """
    message = Message(template, subject, title, text, link, user, phone)
    return [rows.insert(notice) for notice in _written(message, at)]


@dataclass(frozen=True, slots=True)
class Message:
    """What `notify` says once, for telling many people at the same time; `user`, `phone` or both."""

    template: str
    subject: str
    title: str
    text: str
    link: str = ""
    user: User | None = None
    phone: str = ""


def notify_all(messages: Iterable[Message], *, at: datetime) -> int:
    """`notify` for many messages in one statement a thousand; returns how many notices were written."""
    notices = [notice for message in messages for notice in _written(message, at)]
    Notice.objects.bulk_create(notices, batch_size=1000)
    return len(notices)


def _written(message: Message, at: datetime) -> list[Notice]:
    if message.user is None and not message.phone:
        raise ValueError("a notice needs a user or a telephone number")
    words = {
        "template": message.template,
        "subject": message.subject,
        "title": rules.without_personal_numbers(tidy_line(message.title)),
        "text": rules.without_personal_numbers(tidy_text(message.text)),
        "link": message.link,
        "queued_at": at,
        "recipient": message.user,
    }
    notices = []
    if message.user is not None:
        notices.append(Notice(channel=Channel.MAILBOX, state=NoticeState.SENT, sent_at=at, **words))
    if message.phone:
        notices.append(Notice(channel=Channel.SMS, address=message.phone, next_try_at=at, **words))
    return notices


def send_next(at: datetime) -> bool:
    """Send the notice that has waited longest, if one is due; False when nothing is.

    The row stays locked while the gateway is asked, and others skip it: two workers never send the same notice. A worker
    killed between the gateway's yes and the commit sends it again, which is the better of the two mistakes.
    """
    with transaction.atomic():
        due = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=NoticeState.QUEUED, next_try_at__lte=at
        )
        notice = due.order_by("next_try_at", "pk").first()
        if notice is None:
            return False
        deliver(notice, at=at)
        return True


@action("notice.sent", "notice.postponed", "notice.failed")
def deliver(notice: Notice, *, at: datetime) -> None:
    """发送 — hand one locked notice to the gateway: sent, postponed by the back-off, or given up with its reason."""
    send = adapters.chosen()
    notice.tries += 1
    try:
        send(notice.address, rules.signed(notice.text, settings.COUNTY["site"]), at)
    except adapters.PermanentFailure as failure:
        kind = _set_back(notice, str(failure), None)
    except adapters.TemporaryFailure as failure:
        kind = _set_back(notice, str(failure), rules.next_try(notice.tries, at))
    except Exception:
        log.exception("the SMS adapter failed in a way it does not know")
        kind = _set_back(notice, "短信接口内部错误", rules.next_try(notice.tries, at))
    else:
        notice.state, notice.sent_at, notice.next_try_at, notice.error = NoticeState.SENT, at, None, ""
        kind = "notice.sent"
    notice.save(update_fields=["state", "tries", "sent_at", "next_try_at", "error"])
    record(
        kind,
        notice.subject,
        actor="system",
        at=at,
        notice=notice.pk,
        channel=notice.channel,
        template=notice.template,
        tries=notice.tries,
        reason=notice.error,
    )


def _set_back(notice: Notice, reason: str, again: datetime | None) -> str:
    notice.error = rules.without_personal_numbers(reason)[:200]
    notice.next_try_at = again
    if again is None:
        notice.state = NoticeState.FAILED
        return "notice.failed"
    return "notice.postponed"


def mark_read(user: User, *, at: datetime, notice: int | None = None) -> int:
    """已读 — one message of the mailbox, or all of them; returns how many were new.

    Looking at one's own mail is no act in a matter: the moment stands on the message, the journal stays silent.
    """
    unread = Notice.objects.filter(recipient=user, channel=Channel.MAILBOX, read_at=None)
    if notice is not None:
        unread = unread.filter(pk=notice)
    return unread.update(read_at=at)
