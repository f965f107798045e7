"""Matters, cards and what hangs on them, as the watching would have left them; told to the tables directly."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import NOON, Cast
from zhengtong.supervision.actions import watching
from zhengtong.supervision.models import Appeal, Card, Follower, Matter, SupervisionOrder, Undetermined


def matter(cast: Cast, subject: str, unit: str = "MZ", region: str = "360829000000", **how: Any) -> Matter:
    """One matter of `unit`, opened two days before noon unless told otherwise."""
    shape = {
        "system": "county", "ref": subject, "business": "case", "item": "MZ-XK-0026", "item_name": "慈善组织公开募捐资格",
        "opened_at": NOON - timedelta(days=2), "rulebook": 1, "calendar_version": 1,
    }  # fmt: skip
    place = {"unit": cast.unit(unit) if unit else None, "region": cast.region(region) if region else None}
    return Matter.objects.create(subject=subject, **place, **(shape | how))


def card(of: Matter, ref: str, level: str = "yellow", state: str = "issued", at: datetime = NOON, **how: Any) -> Card:
    """A card on a matter; its occurrence is its own ref."""
    shape = {
        "rule_code": "T02", "rule_version": 1, "family": "time", "title": f"{of.item_name}超过承诺时限",
        "text": f"“{of.item_name}”（{of.ref}）已超过承诺时限1个工作日。", "basis": "行政许可法第四十二条",
    }  # fmt: skip
    return Card.objects.create(
        ref=ref, matter=of, key=ref, system=of.system, subject=of.subject, unit=of.unit, region=of.region, level=level,
        state=state, moment=at, issued_at=at if state != "pending" else None, **(shape | how),
    )  # fmt: skip


def undetermined(of: Matter, reason: str = "缺少受理时间，请县民政局补报。", **how: Any) -> Undetermined:
    shape = {"rule_code": "T02", "missing": ["accepted"], "since": NOON}
    of.is_undetermined = True
    of.save(update_fields=["is_undetermined"])
    return Undetermined.objects.create(matter=of, unit=of.unit, system=of.system, reason=reason, **(shape | how))


def order(
    cast: Cast, ref: str, of: Card, *, answer_due: datetime, state: str = "signed", **how: Any
) -> SupervisionOrder:
    made = SupervisionOrder.objects.create(
        ref=ref, source="card", subject=of.subject, unit=of.unit, region=of.region, level="general", state=state,
        title=of.title, text="请立即办理。", basis="政府督查工作条例", issued_by="staff:JC001",
        issued_at=NOON - timedelta(days=3), sign_due=NOON - timedelta(days=2), answer_due=answer_due, **how,
    )  # fmt: skip
    made.cards.add(of)
    return made


def appeal(of: Card, *, decide_due: datetime) -> Appeal:
    return Appeal.objects.create(
        card=of,
        unit=of.unit,
        text="材料由申请人补正，不应计入。",
        filed_by="staff:MZ009",
        filed_at=NOON,
        decide_due=decide_due,
    )


def beat(at: datetime) -> None:
    """Every part of the watch looked at this moment."""
    for name in watching.LABELS:
        Follower.objects.update_or_create(name=name, defaults={"beat_at": at, "entry_at": at})


WATCHERS = ("linjiancha", "mzjiancha", "henglongjiancha")
