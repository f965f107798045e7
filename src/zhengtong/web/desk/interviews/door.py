"""Who comes in here: by a post in the unit, or by a part in one interview; the query decides which are theirs to see."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhengtong.interviews import queries
from zhengtong.interviews.models import Interview, InterviewPicture
from zhengtong.org.choices import Permission
from zhengtong.web.desk.door import desk

enter = desk()


def opened(request: HttpRequest, slug: str) -> Interview:
    """The interview, for whoever may see it; raises Unknown."""
    return queries.interview_for_desk(request.staff, slug)  # type: ignore[attr-defined]


def facts(request: HttpRequest, found: Interview) -> dict[str, Any]:
    """What every page of one interview shows of it, and what this person may do."""
    staff = request.staff  # type: ignore[attr-defined]
    return {
        "interview": found,
        "may_run": queries.may(staff, Permission.INTERVIEW_RUN, found),
        "may_moderate": queries.may(staff, Permission.INTERVIEW_MODERATE, found),
        "may_record": queries.may(staff, Permission.INTERVIEW_RECORD, found),
    }


def picture_url(found: Interview, picture: InterviewPicture | None) -> str:
    """A picture for those who see the interview, announced or not; empty where there is none."""
    return reverse("desk:interview-picture", args=[found.slug, picture.token]) if picture is not None else ""
