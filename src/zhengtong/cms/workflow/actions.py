"""The only way through the three readings: enter a level, pass, send back, take back, publish urgently.

Wagtail keeps the states and the revisions; the county's posts, clocks, notices and journal are added here.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, TaskState, WorkflowState

from legalclock import Budget
from zhengtong.foundation.errors import Refusal
from zhengtong.guards.actions import noting_refusals
from zhengtong.journal.actions import action, record
from zhengtong.notices.actions import Message, notify_all
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, User
from zhengtong.org.queries import actor_of, staff_of
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits
from zhengtong.timers.models import Clock

from ..models import ArticlePage, ReviewState, ReviewTask
from ..policies import unit_of
from ..screening import actions as screening
from . import queries, rules

CLOCK = "review"
SYSTEM = "system"


def enter(task: ReviewTask, workflow_state: WorkflowState, *, by: User, at: datetime) -> ReviewState:
    """An article comes to a level: from its author (an act of its own), or from the level before.

    What comes back after changes begins again where the changed text has not been passed.
    """
    last = ReviewState.objects.filter(workflow_state=workflow_state).order_by("-pk").first()
    if last is not None and last.status == TaskState.STATUS_APPROVED:
        return _wait_at(task, workflow_state, matter=last.matter, by=by, at=at)
    first = workflow_state.get_next_task().specific
    return submit(first, workflow_state, again=last, by=by, at=at)


@action("article.submitted")
def submit(
    task: ReviewTask, workflow_state: WorkflowState, *, again: ReviewState | None, by: User, at: datetime
) -> ReviewState:
    """送审 — the author is done; the first limit begins and the reviewers are told."""
    rounds = ReviewState.objects.filter(workflow_state=workflow_state).values("matter").distinct().count()
    matter = f"SG{workflow_state.pk}-{rounds + 1}"
    state = _wait_at(task, workflow_state, matter=matter, by=by, at=at)
    screening.note(state.page, at=at)
    record("article.submitted", matter, **_facts(state, by, at), step=state.get_level_display(), step_due=state.due_at,
           round=rounds + 1)  # fmt: skip
    return state


@noting_refusals
@action("article.reviewed", "article.signed")
def approve(pk: int, comment: str, *, by: User, at: datetime, revision: int | None = None) -> ReviewState:
    """通过 — at the last level: 签发, and the article is published, or waits for the time that was set.

    What is passed is the newest text; `revision` is the one the reviewer read. Where a level before passed an older
    text, the article goes back there first. Raises Refusal `not-waiting`, `not-reviewer`, `own-work`, `changed-since`,
    `comment-too-long`, and at the last level what `screening.clear` raises.
    """
    state = _deciding(pk, by)
    said = rules.check_comment(comment)
    newest = state.page.get_latest_revision()
    if revision is not None and revision != newest.pk:
        raise Refusal("changed-since", "您打开以后这篇稿件又被修改，没有通过。请看过改动后再审。")
    state.revision = newest
    TaskState.approve(state, user=by, comment=said)
    _stop(state, at)
    following = queries.state_of(state.page)
    facts = _facts(state, by, at) | {"reason": said, "step": state.get_level_display()}
    if following is None:
        _tell_author(state, "article-signed", "稿件已签发", f"您送审的“{state.page.title}”已终审签发。", by, at)
        record("article.signed", state.matter, **facts)
    else:
        record("article.reviewed", state.matter, **facts, next_step=following.get_level_display(),
               step_due=following.due_at)  # fmt: skip
    return state


@action("article.returned")
def send_back(pk: int, reason: str, *, by: User, at: datetime) -> ReviewState:
    """退回修改 — with what has to be changed; the author is told.

    Raises Refusal `not-waiting`, `not-reviewer`, `own-work`, `no-reason`, `reason-too-long`.
    """
    state = _deciding(pk, by)
    said = rules.check_reason(reason)
    TaskState.reject(state, user=by, comment=said)
    _stop(state, at)
    level = state.get_level_display()
    _tell_author(state, "article-returned", "稿件被退回修改", f"“{state.page.title}”在{level}时被退回：{said}", by, at)
    record("article.returned", state.matter, **_facts(state, by, at), step=level, reason=said)
    return state


@action("article.recalled")
def recalled(state: ReviewState, *, by: User | None, at: datetime) -> None:
    """撤回送审 — the author took it back, or it was published urgently; its limit ends."""
    _stop(state, at)
    record("article.recalled", state.matter, **_facts(state, by, at), step=state.get_level_display())


@noting_refusals
@action("article.expedited")
def publish_urgently(page: Page, reason: str, *, by: Staff, at: datetime) -> None:
    """加急签发 — who signs for the unit publishes at once what somebody else wrote; the reason stays on record.

    Raises Refusal `not-signer`, `own-work`, `nothing-to-publish`, `withdrawn`, `shared`, `no-reason`, `reason-too-long`,
    and what `screening.clear` raises.
    """
    article = ArticlePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    unit = unit_of(article)
    if not by.may(Permission.CONTENT_SIGN, unit=unit):
        raise Refusal("not-signer", "只有负责终审签发的人可以加急发布。")
    if article.withdrawal:
        raise Refusal("withdrawn", "这篇稿件已经撤稿，请先撤销撤稿。")
    if article.shared_from_id:
        raise Refusal("shared", "推送来的稿件由原稿的单位发布，这里不能加急签发。")
    if by.user_id in authors_of(article):
        raise Refusal("own-work", "这篇稿件有您写的内容，不能由您自己加急签发。")
    if article.live and not article.has_unpublished_changes:
        raise Refusal("nothing-to-publish", "没有尚未发布的修改。")
    said = rules.check_reason(reason)
    article.get_latest_revision().publish(user=by.user, skip_permission_checks=True)
    record("article.expedited", subject_of(article), actor=f"staff:{by.code}", at=at, unit=unit.code,
           unit_name=unit.name, title=article.title, reason=said)  # fmt: skip


@action("article.published", "article.scheduled")
def note_published(article: ArticlePage, *, by: User | None, at: datetime) -> None:
    """发布 — called by the article itself however it came to be published; or it waits for its time."""
    unit = unit_of(article)
    facts = {"unit": unit.code, "unit_name": unit.name, "title": article.title, "address": article.url_path}
    if article.live and article.scheduled_revision is None:
        record("article.published", subject_of(article), actor=_actor(by), at=at, **facts)
    else:
        record("article.scheduled", subject_of(article), actor=_actor(by), at=at, **facts,
               on=article.scheduled_revision.approved_go_live_at)  # fmt: skip


@action("article.held")
def hold(page: Page, reason: str, *, at: datetime) -> None:
    """定时发布受阻 — the list of words has moved since it was signed; it is published once mended or signed for."""
    unit = unit_of(page)
    people = [person.user for person in queries.holders(Permission.CONTENT_SIGN, unit)]
    if page.owner is not None:
        people.append(page.owner)
    text = f"“{page.title}”到了定时发布的时间，没有发布：{reason}"
    link = f"/editor/pages/{page.pk}/edit/"
    notify_all(
        (
            Message("article-held", subject_of(page), "定时发布的稿件未发布", text, link, user=one)
            for one in set(people)
        ),
        at=at,
    )
    record("article.held", subject_of(page), actor=SYSTEM, at=at, unit=unit.code, unit_name=unit.name,
           title=page.title)  # fmt: skip


@action("article.taken_down")
def note_taken_down(article: ArticlePage, *, by: User | None, at: datetime) -> None:
    """下线 — its time is over (or whoever may took it off)."""
    unit = unit_of(article)
    record("article.taken_down", subject_of(article), actor=_actor(by), at=at, unit=unit.code, unit_name=unit.name,
           title=article.title, address=article.url_path)  # fmt: skip


def subject_of(page: Page) -> str:
    """How the journal names an article through its life; a round of reviews is a matter of its own (送审编号)."""
    return f"article:{page.pk}"


def authors_of(page: Page) -> set[int]:
    """Accounts whose words are in the draft: everybody who saved it since it was last published."""
    fresh = page.revisions.filter(pk__gt=page.live_revision_id or 0).exclude(user=None)
    people = set(fresh.values_list("user_id", flat=True))
    if page.live_revision_id is None and page.owner_id:
        people.add(page.owner_id)
    return people


def _wait_at(
    task: ReviewTask, workflow_state: WorkflowState, *, matter: str, by: User | None, at: datetime
) -> ReviewState:
    page = workflow_state.content_object
    unit = unit_of(page)
    done = ReviewState.objects.filter(workflow_state=workflow_state)
    rounds = done.filter(matter=matter).order_by("pk")
    earlier = rounds.first()
    authors = _authors(page, workflow_state, by) if earlier is None else set(earlier.barred)
    approved = done.filter(status=TaskState.STATUS_APPROVED).values_list("level", "finished_by_id")
    clock = timers.start(
        matter,
        CLOCK,
        unit=unit.code,
        at=at,
        promised=Budget.parse(f"{task.working_days}wd"),
        sequence=rounds.count() + 1,
    )
    state = ReviewState(
        workflow_state=workflow_state,
        status=TaskState.STATUS_IN_PROGRESS,
        revision=page.get_latest_revision(),
        task=task,
        matter=matter,
        page_id=page.pk,
        unit=unit,
        level=task.level,
        barred=sorted(rules.barred_from(task.level, authors=authors, approved=approved)),
        clock=clock,
        due_at=clock.promised_due,
    )
    state.save()
    _tell_reviewers(state, at)
    return state


def _authors(page: Page, workflow_state: WorkflowState, by: User | None) -> set[int]:
    """Who wrote what is sent: the sender, and everybody who saved the draft before it was first sent."""
    people = {workflow_state.requested_by_id, by.pk if by else None}
    before = page.revisions.filter(pk__gt=page.live_revision_id or 0, created_at__lte=workflow_state.created_at)
    people |= set(before.values_list("user_id", flat=True))
    if page.live_revision_id is None:
        people.add(page.owner_id)
    return {person for person in people if person is not None}


def _deciding(pk: int, by: User) -> ReviewState:
    """The state, held until the act ends, if this person may decide about it."""
    states = ReviewState.objects.select_for_update(of=("self",))
    state = states.select_related("page", "unit__region", "workflow_state", "clock", "task").filter(pk=pk).first()
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        raise Refusal("not-waiting", "这篇稿件已经有人处理，或者已经撤回，不在待审状态。")
    if not by.is_active:
        raise PermissionDenied
    queries.check(state, staff_of(by))
    return state


def _stop(state: ReviewState, at: datetime) -> None:
    if state.clock is not None and state.clock.is_open:
        timers.stop(state.clock, at=at)


def _facts(state: ReviewState, by: User | None, at: datetime) -> dict[str, Any]:
    return {
        "actor": _actor(by),
        "at": at,
        "unit": state.unit.code,
        "unit_name": state.unit.name,
        "owner_unit": state.unit.code,
        "article": state.page_id,
        "title": state.page.title,
    }


def _actor(by: User | None) -> str:
    return actor_of(by) if by is not None else SYSTEM


def _tell_reviewers(state: ReviewState, at: datetime) -> None:
    level = state.get_level_display()
    text = f"{state.unit.short_name}的稿件“{state.page.title}”待您{level}。"
    notify_all(_messages((p.user for p in queries.reviewers_of(state)), state, "article-waiting", f"稿件待{level}", text),
               at=at)  # fmt: skip


def _tell_author(state: ReviewState, template: str, title: str, text: str, by: User, at: datetime) -> None:
    author = state.workflow_state.requested_by
    if author is not None and author.pk != by.pk:
        notify_all(_messages([author], state, template, title, text), at=at)


def _messages(users: Iterable[User], state: ReviewState, template: str, title: str, text: str) -> list[Message]:
    is_author = template != "article-waiting"
    link = f"/editor/pages/{state.page_id}/edit/" if is_author else f"/editor/inbox/{state.pk}/"
    return [Message(template, state.matter, title, text, link, user=user) for user in users]


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """Repeat re-derived limits on the states that show them; called by the timers when the calendar changes."""
    ReviewState.objects.filter(clock__in=clocks, status=TaskState.STATUS_IN_PROGRESS).update(
        due_at=limits.promised_due()
    )
