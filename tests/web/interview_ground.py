"""An interview in every turn of its life: 宋志明 directs and moderates, 方雅琴 writes down, 马文涛 is asked; 张阿姨 wants to know."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.cases.county import keep_time
from tests.cast import NOON, Cast
from zhengtong.interviews import actions
from zhengtong.interviews.models import Interview, PhoneCode, Question
from zhengtong.interviews.queries import Asker
from zhengtong.interviews.rules import Guest, Plan
from zhengtong.org.choices import Permission
from zhengtong.org.models import Assignment, Role, Staff

SLUG = "2026-yanglao"
PLAN = Plan(
    "加快发展养老服务",
    "介绍老年助餐、居家养老和高龄津贴政策，回答群众关心的问题。",
    NOON + timedelta(days=4),
    NOON + timedelta(days=4, hours=1),
    people=(
        Guest("guest", "马文涛", "县民政局党组书记、局长"),
        Guest("host", "方雅琴", "县政府办工作人员", staff="BG013"),
        Guest("recorder", "李晓兰", staff="XZ001"),
        Guest("moderator", "唐晓雯", staff="MZ011"),
    ),
)
PHONE = "19900100021"


def crew(cast: Cast) -> Staff:
    """宋志明 with the post of a director over the whole county; the others act by their parts in the interview."""
    keep_time(NOON)
    role = Role.objects.create(code="director", name="访谈策划", permissions=[Permission.INTERVIEW_RUN])
    county = cast.region("360829000000")
    Assignment.objects.create(staff=cast.songwangzhan, role=role, region=county)
    return Staff.objects.get(pk=cast.songwangzhan.pk)


By = Staff | str


def planned(by: By, slug: str = SLUG, *, plan: Plan = PLAN, at: datetime = NOON) -> Interview:
    return actions.plan("interview", "MZ", slug, plan, by=by, at=at)


def announced(by: By, slug: str = SLUG, *, at: datetime = NOON) -> Interview:
    shift = at - NOON
    plan = replace(PLAN, starts_at=PLAN.starts_at + shift, ends_at=PLAN.ends_at + shift)
    planned(by, slug, plan=plan, at=at)
    return actions.announce(slug, by=by, at=at)


def live(by: By, slug: str = SLUG, *, at: datetime = NOON) -> Interview:
    announced(by, slug, at=at)
    return actions.start(slug, by=by, at=at + timedelta(days=4))


def asked(
    slug: str = SLUG, text: str = "八十岁以上的老人怎样申请高龄津贴？", *, at: datetime = NOON, phone: str = PHONE
) -> Question:
    who = Asker("张女士", phone)
    return actions.ask_question(slug, text, asker=who, address="10.0.0.1", submission=f"{slug}:{text}"[:32], at=at)


def told(by: By, slug: str = SLUG, *, at: datetime) -> tuple[Question, Question]:
    """An hour of talk: one question answered, one left."""
    first, second = asked(slug, at=at), asked(slug, "偏远的村什么时候办助餐点？", at=at, phone="19900100022")
    for question in (first, second):
        actions.show_question(slug, question.ref, by=by, at=at)
    actions.say(slug, "各位网友好，欢迎关注本期在线访谈。", speaker="host", by=by, at=at)
    actions.put_question(slug, first.ref, by=by, at=at)
    actions.say(slug, "带身份证到村委会登记，次月起发放。", speaker="guest", to=first.ref, by=by, at=at)
    actions.answer_question(slug, first.ref, by=by, at=at)
    return first, second


def ended(by: By, slug: str = SLUG, *, at: datetime = NOON) -> Interview:
    live(by, slug, at=at)
    told(by, slug, at=at + timedelta(days=4, minutes=10))
    return actions.end(slug, by=by, at=at + timedelta(days=4, hours=1))


def published(by: By, slug: str = SLUG, *, at: datetime = NOON) -> Interview:
    ended(by, slug, at=at)
    return actions.publish(slug, by=by, at=at + timedelta(days=5))


def code_sent(monkeypatch, code: str = "246810") -> str:
    """Let the next code be this one, as somebody reads it off their telephone."""
    monkeypatch.setattr("zhengtong.interviews.actions.phones.rules.code_of", lambda number=None: code)
    return code


__all__ = ["PHONE", "PLAN", "SLUG", "PhoneCode", "announced", "asked", "code_sent", "crew", "ended", "live", "planned",
           "published", "told"]  # fmt: skip
