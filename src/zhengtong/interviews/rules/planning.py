"""What is planned, and what must be there before it is announced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line, tidy_text

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = {"interview": "FT", "press": "FY"}
LONGEST = timedelta(hours=12)
MOST_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class Guest:
    """One of the people of an interview as planned: a guest or anybody else. staff: their code if they have an account,
    picture: token of one of the interview's pictures.
    """

    role: str
    name: str
    post: str = ""
    about: str = ""
    staff: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an interview is to be. per_phone, per_address: questions one telephone may ask in all, one address an hour."""

    title: str
    topic: str
    starts_at: datetime
    ends_at: datetime
    people: Sequence[Guest] = field(default_factory=tuple)
    takes_questions: bool = True
    per_phone: int = 3
    per_address: int = 20


def interview_ref(kind: str, year: int, serial: int) -> str:
    """编号: FT-2026-0003 of interviews, FY-2026-0001 of press releases."""
    return f"{_LETTERS[kind]}-{year}-{serial:04d}"


TAKEN = frozenset(["new", "pictures"])


def check_slug(slug: str) -> str:
    """Raises Refusal `bad-slug`, also for what is an address of the doors themselves."""
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise Refusal("bad-slug", "网址名称只能用小写字母、数字和连字符，不超过60个字符。", "slug")
    if slug in TAKEN:
        raise Refusal("bad-slug", f"“{slug}”是系统使用的网址，请换一个名称。", "slug")
    return slug


def check_plan(plan: Plan, roles: frozenset[str]) -> Plan:
    """The plan with its words tidied; raises Refusal for what cannot be."""
    title, topic = tidy_line(plan.title), tidy_text(plan.topic)
    if not 4 <= len(title) <= 80:
        raise Refusal("bad-title", "请填写标题（4至80个字）。", "title")
    if len(topic) > 2000:
        raise Refusal("topic-long", "主题简介不超过2000个字。", "topic")
    if plan.ends_at <= plan.starts_at:
        raise Refusal("period-turned", "结束时间须在开始时间之后。", "ends_at")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise Refusal("too-long", "一场访谈不超过12小时。", "ends_at")
    if not 1 <= plan.per_phone <= 100 or not 1 <= plan.per_address <= 100_000:
        raise Refusal("bad-limit", "每个手机号码可提问1至100次，每个网络地址每小时可提问1至100000次。", "per_phone")
    if len(plan.people) > MOST_PEOPLE:
        raise Refusal("too-many-people", f"人员不超过{MOST_PEOPLE}位。", "people")
    people = tuple(_checked(guest, roles) for guest in plan.people)
    return Plan(
        title, topic, plan.starts_at, plan.ends_at, people, plan.takes_questions, plan.per_phone, plan.per_address
    )


def _checked(guest: Guest, roles: frozenset[str]) -> Guest:
    name, post, about = tidy_line(guest.name), tidy_line(guest.post), tidy_line(guest.about)
    if guest.role not in roles:
        raise Refusal("bad-role", "请为每位人员选择角色。", "people")
    if not 2 <= len(name) <= 40 or len(post) > 80 or len(about) > 300:
        raise Refusal("bad-person", "姓名2至40个字，职务不超过80个字，简介不超过300个字。", "people")
    return Guest(guest.role, name, post, about, guest.staff, guest.picture)


def check_announcing(plan: Plan, *, at: datetime, notice: timedelta, reason: str) -> str:
    """Whether it may be announced now; the reason for a short notice, "" where it is long enough.

    Raises Refusal `short-notice` and what `check_told` raises.
    """
    check_told(plan, at=at)
    if plan.starts_at - at >= notice:
        return ""
    said = tidy_text(reason)
    if not 4 <= len(said) <= 200:
        raise Refusal(
            "short-notice", f"预告须提前{notice.days}日发布。确需临时举行的，请写明原因，原因会向公众公布。", "reason"
        )
    return said


def check_told(plan: Plan, *, at: datetime) -> None:
    """What everybody reads of it must be there. Raises Refusal `no-guest`, `no-topic`, `over`."""
    if not any(guest.role == "guest" for guest in plan.people):
        raise Refusal("no-guest", "预告须写明嘉宾的姓名和职务，请先添加嘉宾。", "people")
    if not plan.topic:
        raise Refusal("no-topic", "预告须写明主题，请先填写主题简介。", "topic")
    if plan.ends_at <= at:
        raise Refusal("over", "计划的时间已经过去，请先修改时间。", "starts_at")
