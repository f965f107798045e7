from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from zhengtong.org.models import User

from .choices import Channel, NoticeState
from .models import Notice


def mailbox(user: User | AnonymousUser) -> QuerySet[Notice]:
    """The messages inside the site for one account, newest first."""
    if not user.is_authenticated:
        return Notice.objects.none()
    return Notice.objects.filter(recipient=user, channel=Channel.MAILBOX).order_by("-queued_at", "-pk")


def unread_count(user: User | AnonymousUser) -> int:
    """How many of them were not read yet."""
    return mailbox(user).filter(read_at=None).count()


def failed() -> QuerySet[Notice]:
    """What could not be delivered and waits for a person, newest first."""
    return Notice.objects.filter(state=NoticeState.FAILED).order_by("-queued_at", "-pk")


def notices_of(subject: str) -> QuerySet[Notice]:
    """What was sent out in a matter, in order; who may see the matter may see these."""
    return Notice.objects.filter(subject=subject).order_by("queued_at", "pk")
