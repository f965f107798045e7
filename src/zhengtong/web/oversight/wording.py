"""How the oversight pages name systems, kinds of business and the people of the journal."""

from collections.abc import Iterable

from zhengtong.exchange.queries import systems_visible_to
from zhengtong.org.models import Staff
from zhengtong.org.queries import names_of
from zhengtong.supervision.rules.vocabulary import BUSINESSES, SYSTEMS

COUNTY_SYSTEM = "county"
COUNTY_NAME = SYSTEMS[COUNTY_SYSTEM]


def system_labels(staff: Staff) -> dict[str, str]:
    """The code of every system `staff` may see → its name; our own first."""
    return {COUNTY_SYSTEM: COUNTY_NAME} | {system.code: system.name for system in systems_visible_to(staff)}


def system_label(code: str) -> str:
    """Our own platform, or the outside system by its code, where no one person's view of it is at hand."""
    return COUNTY_NAME if code == COUNTY_SYSTEM else code


def business_label(noun: str) -> str:
    """办件, 咨询 …: the noun of a matter's entries as a page says it."""
    return BUSINESSES.get(noun, noun)


def actor_labels(codes: Iterable[str]) -> dict[str, str]:
    """`staff:MZ001` → 王建平（MZ001）; what another system calls its people stays as it is. For one page of rows."""
    actors = set(codes)
    names = names_of(code.removeprefix("staff:") for code in actors)
    return {actor: _actor(actor, names) for actor in actors}


def _actor(actor: str, names: dict[str, str]) -> str:
    kind, _, code = actor.partition(":")
    if kind == "staff":
        return f"{names.get(code, '未登记人员')}（{code}）"
    if kind == "citizen":
        return "申请人"
    return "系统" if actor in ("system", "") else actor
