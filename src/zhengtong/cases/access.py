"""Who may read the files of a case: whoever may see the case (registered with files.queries.allow when the room starts)."""

from zhengtong.files.models import Attachment
from zhengtong.org.models import User

from .queries import visible_to


def may_read(user: User, attachment: Attachment) -> bool:
    """The applicant, the agent who acts for them, and staff by role and place; nobody else."""
    return visible_to(user).filter(ref=attachment.subject).exists()
