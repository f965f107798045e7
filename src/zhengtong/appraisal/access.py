"""Who may read the evidence of a mark or an objection: whoever may open the whole sheet."""

from zhengtong.files.models import Attachment
from zhengtong.org.models import User
from zhengtong.org.queries import staff_of

from .queries import scores_answered_by


def may_read(user: User, attachment: Attachment) -> bool:
    """The makers of the appraisal and the unit itself; registered with files.queries.allow when the room starts."""
    staff = staff_of(user)
    if staff is None:
        return False
    scores = scores_answered_by(staff)
    subject = attachment.subject
    return scores.filter(marks__ref=subject).exists() or scores.filter(objections__ref=subject).exists()
