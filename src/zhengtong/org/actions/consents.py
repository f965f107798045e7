"""代收代办委托: the recorded consent under which one person acts for another (民法典 第一百六十一条至第一百六十五条)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from zhengtong.foundation import refs
from zhengtong.foundation.checkdigits import read_mobile
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record

from .. import queries, rules
from ..choices import ConsentMethod, IdType, Permission
from ..models import Delegation, User

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is acted for; need not have an account."""

    name: str
    id_number: str
    phone: str
    id_type: str = IdType.RESIDENT


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts, where they have no account: as the clerk read it from their identity card."""

    name: str
    id_number: str
    id_type: str = IdType.RESIDENT


@action("delegation.recorded")
def record_delegation(
    principal: Principal,
    agent: User | Agent,
    *,
    method: str,
    valid_until: date,
    by: User,
    at: datetime,
    item_code: str = "",
    evidence: str = "",
) -> Delegation:
    """登记委托 — `item_code` empty: any item; `evidence` is the token of the stored 委托书.

    online: the principal records it from their own account. window: a clerk heard the consent, and is not the agent.
    paper: the agent or a clerk records it, with the signed 委托书. An agent without an account is recorded by a clerk,
    by name and number; an account opened with that number later does not take the consent over, because nobody compared
    the card then.
    """
    today = timezone.localdate(at)
    number = rules.read_id_number(principal.id_type, principal.id_number, today)
    index = queries.id_index(number)
    if method not in ConsentMethod.values:
        raise Refusal("consent-method", "请选择委托方式。", "method")
    named = _agent_facts(agent, today)
    agent_citizen = queries.citizen_of(agent) if isinstance(agent, User) else None
    if index in (named["agent_id_index"], agent_citizen.id_index if agent_citizen else None):
        raise Refusal("consent-self", "委托人与代办人不能是同一人。", "id_number")
    if not today <= valid_until <= today + LONGEST:
        raise Refusal("consent-until", "委托期限应从今天起，最长一年。", "valid_until")
    _check_witness(method, index, agent, by, evidence)

    delegation = Delegation.objects.create(
        ref=f"WT{today:%Y%m%d}{refs.verification_code(8)}",
        principal_name=rules.check_name(principal.name),
        principal_id_type=principal.id_type,
        principal_id_number=number,
        principal_id_index=index,
        principal_phone=read_mobile(principal.phone, field="phone"),
        item_code=item_code,
        method=method,
        evidence=evidence,
        consented_at=at,
        valid_until=valid_until,
        **named,
    )
    record(
        "delegation.recorded",
        delegation.ref,
        actor=queries.actor_of(by),
        at=at,
        agent=queries.actor_of(agent) if isinstance(agent, User) else "unregistered",
        item=item_code,
        method=method,
        evidence=evidence,
        valid_until=valid_until,
    )
    return delegation


def _agent_facts(agent: User | Agent, today: date) -> dict[str, Any]:
    if isinstance(agent, User):
        return {"agent": agent, "agent_name": "", "agent_id_number": "", "agent_id_index": ""}
    number = rules.read_id_number(agent.id_type, agent.id_number, today)
    name = rules.check_name(agent.name, "agent_name")
    if len(name) > 40:
        raise Refusal("name-shape", "代办人姓名不能超过40个字。", "agent_name")
    return {
        "agent": None,
        "agent_name": name,
        "agent_id_number": number,
        "agent_id_index": queries.id_index(number),
    }


def _check_witness(method: str, principal_index: str, agent: User | Agent, by: User, evidence: str) -> None:
    citizen, staff = queries.citizen_of(by), queries.staff_of(by)
    is_clerk = staff is not None and (staff.may(Permission.CASE_RECEIVE) or staff.may(Permission.CASE_ASSIST))
    if method == ConsentMethod.ONLINE and (citizen is None or citizen.id_index != principal_index):
        raise Refusal("consent-online", "网上委托须由委托人本人登录确认。", "method")
    is_own = isinstance(agent, User) and by.pk == agent.pk
    if isinstance(agent, Agent) and not is_clerk:
        raise Refusal("agent-unknown", "代办人没有账户的，须由窗口工作人员核对证件后登记。", "agent")
    if method == ConsentMethod.WINDOW and (not is_clerk or is_own):
        raise Refusal("consent-window", "当面确认须由窗口工作人员登记，代办人本人不能为自己作证。", "method")
    if method == ConsentMethod.PAPER and not (is_clerk or is_own):
        raise Refusal("consent-paper", "书面委托须由代办人或窗口工作人员登记。", "method")
    if method == ConsentMethod.PAPER and not evidence:
        raise Refusal("consent-evidence", "请上传委托人签名的委托书。", "evidence")


@action("delegation.revoked")
def revoke_delegation(delegation_ref: str, *, by: User, at: datetime) -> Delegation:
    """撤销委托 — by the principal, by the agent who gives it up, or by a clerk (民法典 第一百七十三条)."""
    delegation = Delegation.objects.select_for_update().filter(ref=delegation_ref).first()
    citizen, staff = queries.citizen_of(by), queries.staff_of(by)
    is_principal = delegation is not None and citizen is not None and citizen.id_index == delegation.principal_id_index
    is_agent = delegation is not None and delegation.agent_id == by.pk
    is_clerk = staff is not None and staff.may(Permission.CASE_RECEIVE)
    if delegation is None or not (is_principal or is_agent or is_clerk):
        raise Unknown()
    if delegation.revoked_at is not None:
        raise Refusal("consent-revoked", "该委托已经撤销。")
    delegation.revoked_at = at
    delegation.save(update_fields=["revoked_at"])
    record("delegation.revoked", delegation.ref, actor=queries.actor_of(by), at=at, item=delegation.item_code)
    return delegation
