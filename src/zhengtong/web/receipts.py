"""回执 — what a person takes home after handing in: numbers, both limits of the intake, and what happens next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from zhengtong.cases import queries
from zhengtong.cases.choices import Channel, ClockName
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case
from zhengtong.foundation.masking import mask_id_number, mask_phone
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import clocks_of

from .navigation import address
from .templatetags.zhengtong import date_cn, datetime_cn


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that will happen: what, by when, and why one may count on it."""

    title: str
    text: str


def receipt_of(case: Case) -> dict[str, Any]:
    """What `components/receipt.html` draws, and beside it the steps that follow."""
    return {
        "title": "申请材料提交回执" if case.channel == Channel.ONLINE else "申请材料接收回执",
        "ref": case.ref,
        "code": case.query_code,
        "qr": qr(progress_address(case)),
        "facts": _facts(case),
        "foot": "请保管好查询密码：凭办件编号和查询密码，任何人都可以查看办理进度。",
        "following": next_steps(case),
    }


def progress_address(case: Case) -> str:
    """The public progress page with the number filled in; the code is typed by whoever holds the receipt."""
    return f"{settings.PUBLIC_URL}{address('citizen:progress') or '/progress/'}?ref={case.ref}"


def qr(text: str) -> SafeString:
    """A QR code as inline SVG, error correction M, with its quiet zone."""
    return mark_safe(
        segno.make(text, error="m", micro=False).svg_inline(border=2, omitsize=True, title="办理进度二维码")
    )


def _facts(case: Case) -> list[tuple[str, str]]:
    taken = [m.name for m in case.materials.all() if m.state in ("supplied", "checked")]
    rows = [
        ("申请事项", case.version.name),
        ("申请人", case.applicant_name),
        ("证件号码", mask_id_number(case.applicant_id_number)),
        ("联系电话", mask_phone(case.applicant_phone)),
        ("代办人", case.agent_name),
        ("提交时间", datetime_cn(case.submitted_at)),
        ("办理单位", case.unit.name),
        ("申请方式", case.get_channel_display() + (f"（{case.window.number}号窗口）" if case.window else "")),
        (f"已交材料（{len(taken)}件）", "、".join(taken)),
    ]
    return [(name, value) for name, value in rows if value]


def intake_clock(case: Case) -> Clock | None:
    """The clock of 受理审查 as it was set at the hand-in, or anew after a correction."""
    return next((clock for clock in reversed(clocks_of(case.ref)) if clock.name == ClockName.INTAKE), None)


def next_steps(case: Case) -> list[NextStep]:
    """What the applicant may expect, with the days that bind the office."""
    item = queries.guide(case.version_id)
    clock = intake_clock(case)
    steps = []
    if clock is not None and clock.promised_due:
        steps.append(NextStep("网上预审", f"{case.unit.short_name}承诺在{_by(clock.promised_due)}看完您提交的材料。"))
    if clock is not None and clock.statutory_due:
        steps.append(
            NextStep(
                "受理，或者一次性告知补正",
                f"法定最迟{date_cn(last_day(clock.statutory_due))}。到期没有告知的，自收到材料之日起视为受理。",
            )
        )
    limits = [f"承诺{item.limits.promised}"] if item.limits.promised else []
    limits += [f"法定{item.limits.statutory}"] if item.limits.statutory else []
    steps.append(NextStep("审查并作出决定", f"自受理的次日起算，{'，'.join(limits)}。"))
    steps.append(NextStep("领取结果", "办结后按您选择的方式领取，并请您评价。"))
    return steps


def _by(moment: datetime) -> str:
    local = localtime(moment)
    if (local.hour, local.minute) == (0, 0):
        return f"{date_cn(last_day(moment))}前"
    return f"{date_cn(moment)}{local:%H:%M}前"
