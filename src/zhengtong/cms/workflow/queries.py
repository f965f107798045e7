"""What waits for whom. Everything here reads the same two axes as the posts: what × where."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowState

from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import NOTHING, reach, staff_of

from ..models import ReviewState, SitePage
from .choices import POSTS
from .rules import check_reviewer


def open_states() -> QuerySet[ReviewState]:
    """Every article that waits for a reviewer anywhere."""
    return ReviewState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )


def awaiting(staff: Staff) -> QuerySet[ReviewState]:
    """待我审核 — of all sites: in reach of a post of mine, neither written nor read at another level by me."""
    mine = reduce(
        or_,
        (
            Q(level=level) & reach(staff, post, unit="unit", region="unit__region")
            for level, post in POSTS.items()
            if staff.may(post)
        ),
        NOTHING,
    )
    return open_states().filter(mine).exclude(barred__contains=[staff.user_id])


def awaiting_user(user: Any) -> QuerySet[ReviewState]:
    """`awaiting` for an account; nothing for whoever is no member of staff."""
    staff = staff_of(user)
    return ReviewState.objects.none() if staff is None else awaiting(staff)


def inbox(staff: Staff) -> QuerySet[ReviewState]:
    """待审稿件, what is overdue or due first at the top, with everything its table shows."""
    rows = awaiting(staff).select_related("page", "unit", "workflow_state__requested_by__staff", "revision")
    return rows.defer("revision__content").order_by("due_at", "started_at", "pk")


def waiting_count(staff: Staff, at: datetime) -> int:
    """How many articles wait for this person: the number beside the desk's entry."""
    return awaiting(staff).count()


def submitted_by(staff: Staff) -> QuerySet[ReviewState]:
    """我送审的: what this person has sent and somebody else is reading."""
    rows = open_states().filter(workflow_state__requested_by=staff.user_id).select_related("page", "unit")
    return rows.order_by("due_at", "pk")


def one_for_review(staff: Staff, pk: int) -> ReviewState | None:
    """One of `awaiting`, with what its page shows."""
    rows = awaiting(staff).select_related("page", "unit", "workflow_state__requested_by__staff", "revision", "task")
    return rows.filter(pk=pk).first()


def state_of(page: Page) -> ReviewState | None:
    """What a page is waiting for now, if it is in review."""
    rows = open_states().filter(page_id=page.pk).select_related("unit__region", "workflow_state", "clock")
    return rows.order_by("-pk").first()


def may_review(page: Page, user: Any, level: str) -> bool:
    """Whether this account may pass or return the page at the level where it now is."""
    return awaiting_user(user).filter(page_id=page.pk, level=level).exists()


def check(state: ReviewState, staff: Staff | None) -> None:
    """Raises Refusal where `staff` may not decide about `state`."""
    holds = staff is not None and staff.may(POSTS[state.level], unit=state.unit)
    person = staff.user_id if staff is not None else 0
    check_reviewer(person, holds_post=holds, barred=state.barred, level_label=state.get_level_display())


def holders(post: str, unit: Unit) -> list[Staff]:
    """Who serves today in a role with `post` for `unit`."""
    people = Staff.objects.filter(
        left_on=None, user__is_active=True, assignments__role__permissions__contains=[post]
    ).select_related("user", "unit")
    return [person for person in people.distinct().order_by("code") if person.may(post, unit=unit)]


def reviewers_of(state: ReviewState) -> list[Staff]:
    """Everybody who may decide about an article where it now is."""
    return [person for person in holders(POSTS[state.level], state.unit) if person.user_id not in state.barred]


def places(pages: Sequence[Page]) -> dict[int, tuple[str, str]]:
    """For each page, the titles of its site and its column; one query however many there are."""
    paths = {page.path[:end] for page in pages for end in range(8, len(page.path), 4)}
    site_type = ContentType.objects.get_for_model(SitePage).pk
    rows = Page.objects.filter(path__in=paths).values_list("path", "title", "content_type_id")
    above = {path: (title, type_id == site_type) for path, title, type_id in rows}
    return {page.pk: _place(page.path, above) for page in pages}


def _place(path: str, above: dict[str, tuple[str, bool]]) -> tuple[str, str]:
    line = [above[path[:end]] for end in range(8, len(path), 4) if path[:end] in above]
    sites = [title for title, is_site in line if is_site]
    columns = [title for title, is_site in line if not is_site]
    return (sites[-1] if sites else "", columns[-1] if columns else "")
