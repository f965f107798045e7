"""提交、审核、发布: the approval chain of the plan, one opinion a stage."""

from datetime import date, datetime

from django.utils import timezone

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line, tidy_text
from zhengtong.journal.actions import action, canonical, record
from zhengtong.org.models import Staff, Unit

from ..choices import ItemState, VersionState
from ..models import ItemVersion, Opinion, ServiceItem
from ..queries.gate import findings
from ..rules import REVIEW_PERMISSION, Missing, check_opinion, next_stage
from .drafting import guide_facts, locked_item, open_version

# A refusal is read in one glance: the first few findings, and how many more there are.
MOST_NAMED = 5


@action("item.submitted")
def submit_version(code: str, *, by: Staff, at: datetime) -> ItemVersion:
    """提交审核 — the department hands a complete draft to the service centre; refuses with what is missing."""
    item, version = _waiting(code)
    _may(by, "item.submit", item)
    if item.state == ItemState.CANCELLED:
        raise Refusal("item-cancelled", "该事项已经取消，不能再提交审核。")
    version.state = next_stage(version.state, "submit")
    pass_gate(version)
    version.editors = list(dict.fromkeys([*version.editors, f"staff:{by.code}"]))
    version.save(update_fields=["state", "editors"])
    _record("item.submitted", version, by, at)
    return version


@action("item.withdrawn")
def withdraw_version(code: str, *, reason: str, by: Staff, at: datetime) -> ItemVersion:
    """撤回送审 — the department takes back what it submitted and is not yet published, to work on it again.

    Opinions already given stay on record; a new submission goes through the whole chain.
    """
    item, version = _waiting(code)
    here = version.state
    following = next_stage(here, "withdraw")
    _may(by, "item.submit", item)
    told = tidy_text(reason)
    if not told:
        raise Refusal("reason-empty", "请填写撤回的原因，让正在审核的单位知道。", "reason")
    if len(told) > 200:
        raise Refusal("reason-long", "撤回的原因不超过200字。", "reason")
    version.state = following
    version.save(update_fields=["state"])
    _record("item.withdrawn", version, by, at, stage=here, reason=told)
    return version


@action("item.approved", "item.returned")
def give_opinion(
    code: str, *, approve: bool, text: str, by: Staff, at: datetime, document: str = "", stage: str | None = None
) -> Opinion:
    """出具审核意见 — approve passes the version to the next stage, otherwise it goes back to the draft with reasons.

    An approved version may still be returned by whoever publishes. Whoever drafted, edited or submitted a version gives
    no opinion on it. The city's approval carries its 文号. `stage` is what the reviewer had before them: an opinion meant
    for one stage is never taken for another.
    """
    item, version = _waiting(code)
    here = version.state
    following = next_stage(here, "approve" if approve else "return")
    _may(by, REVIEW_PERMISSION.get(here, "item.publish"), item)
    if stage is not None and stage != here:
        raise Refusal("item-stage", f"该版本目前是“{version.get_state_display()}”，您的意见没有记入，请刷新后再看。")
    if f"staff:{by.code}" in version.editors:
        raise Refusal("item-own", "您参与了这个版本的起草或提交，不能由您审核，请交由其他审核人员办理。")
    said, number = tidy_text(text), tidy_line(document)
    check_opinion(here, approve=approve, text=said, document=number)
    if len(said) > 500 or len(number) > 80:
        raise Refusal("opinion-long", "意见不超过500字，文号不超过80字。", "text" if len(said) > 500 else "document")
    version.state = following
    version.save(update_fields=["state"])
    opinion = Opinion.objects.create(
        version=version,
        stage=here,
        is_approved=approve,
        text=said or "同意。",
        document=number,
        unit=by.unit.code,
        by=f"staff:{by.code}",
        by_name=by.name,
        at=at,
    )
    kind = "item.approved" if approve else "item.returned"
    _record(kind, version, by, at, stage=here, document=number)
    return opinion


@action("item.published")
def publish_version(code: str, *, by: Staff, at: datetime, effective_on: date | None = None) -> ItemVersion:
    """发布 — what the city approved becomes the version in force; the one before is superseded and never changes.

    `effective_on`: the day it takes effect, today or earlier; default the day of `at`.
    """
    item, version = _waiting(code)
    _may(by, "item.publish", item)
    if item.state == ItemState.CANCELLED:
        raise Refusal("item-cancelled", "该事项已经取消，不能再发布新版本。")
    today = timezone.localtime(at).date()
    if effective_on is not None and effective_on > today:
        raise Refusal("effective-later", "生效日期不能晚于今天，请在生效当天发布。", "effective_on")
    next_stage(version.state, "publish")
    pass_gate(version)
    put_in_force(item, version, at=at, effective_on=effective_on or today)
    _record("item.published", version, by, at, **published_facts(version, at))
    return version


def put_in_force(item: ServiceItem, version: ItemVersion, *, at: datetime, effective_on: date) -> None:
    """The version in force changes; part of the caller's act. The item's row is locked."""
    if item.current is not None:
        item.current.state = VersionState.SUPERSEDED
        item.current.save(update_fields=["state"])
    version.state = VersionState.PUBLISHED
    version.digest = crypto.digest(canonical(version.content)).hex()
    version.published_at, version.effective_on = at, effective_on
    version.save(update_fields=["state", "digest", "published_at", "effective_on"])
    item.current = version
    item.unit = Unit.objects.get(code=version.content["unit"])
    item.save(update_fields=["current", "unit"])


def published_facts(version: ItemVersion, at: datetime) -> dict[str, object]:
    """What the entry of a publication tells a reader who does not know the catalogue."""
    return {
        "project_type": version.project_type,
        "digest": version.digest,
        "effective_on": version.effective_on,
        "limits": version.content["limits"],
        **guide_facts(version.content, at),
    }


def pass_gate(version: ItemVersion) -> None:
    """Raises Refusal that names what is missing."""
    missing = findings(version.content)
    if missing:
        raise Refusal("item-incomplete", sentence_of(missing), missing[0].path)


def sentence_of(missing: list[Missing]) -> str:
    """有 3 处没有达到发布要求：…；…。"""
    named = "；".join(str(one) for one in missing[:MOST_NAMED])
    more = f"；另有{len(missing) - MOST_NAMED}处" if len(missing) > MOST_NAMED else ""
    return f"有{len(missing)}处没有达到发布要求：{named}{more}。"


def _waiting(code: str) -> tuple[ServiceItem, ItemVersion]:
    item = locked_item(code)
    version = open_version(item)
    if version is None:
        raise Refusal("item-no-draft", "该事项没有待处理的版本。")
    version.item = item
    return item, version


def _may(by: Staff, permission: str, item: ServiceItem) -> None:
    if not by.may(permission, unit=item.unit):
        raise Refusal("item-not-yours", "这一步不由您办理。")


def _record(kind: str, version: ItemVersion, by: Staff, at: datetime, **facts: object) -> None:
    record(
        kind,
        version.item.code,
        actor=f"staff:{by.code}",
        at=at,
        unit=version.item.unit.code,
        number=version.number,
        name=version.name,
        **facts,
    )
