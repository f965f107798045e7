"""Who may read the evidence of an appeal or an order: whoever may see the card or the order it was handed in for."""

from zhengtong.files.models import Attachment
from zhengtong.org.models import User
from zhengtong.org.queries import staff_of

from . import processes


def may_read(user: User, attachment: Attachment) -> bool:
    """Supervisors by reach, and the unit concerned."""
    staff = staff_of(user)
    if staff is None:
        return False
    return (
        processes.seen_cards(staff).filter(ref=attachment.subject).exists()
        or processes.seen_orders(staff).filter(ref=attachment.subject).exists()
    )
