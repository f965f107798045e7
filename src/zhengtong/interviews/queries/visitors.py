"""Who asks, votes and is there: known by keyed hashes that lead nowhere else."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal
from zhengtong.interviews import rules
from zhengtong.interviews.models import Interview, PhoneCode
from zhengtong.org.models import User
from zhengtong.org.queries import citizen_of, phone_index


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who may ask: a telephone that is theirs, and how they want to be called."""

    name: str
    phone: str
    user: User | None = None


def visitor_key(interview: Interview, browser: str) -> str:
    """A browser (the token in its signed cookie) as this interview knows it; another key at every interview."""
    return crypto.blind_index(f"{interview.pk}|{browser}", "interview-visitor")


def address_key(address: str) -> str:
    """An address as the limits know it."""
    return crypto.blind_index(address, "interview-address")


def asker_of(user: User | AnonymousUser) -> Asker | None:
    """Whoever is signed in as a citizen: their telephone is known to be theirs."""
    if not user.is_authenticated:
        return None
    citizen = citizen_of(user)
    return Asker(citizen.name[:20], citizen.phone, user) if citizen is not None else None  # type: ignore[arg-type]


def asker_by_proof(name: str, phone: str, proof: str, at: datetime) -> Asker:
    """Whoever has proved their telephone of late (`actions.confirm_code`). Raises Refusal `phone-unproven`."""
    bare = rules.check_phone(phone)
    fresh = PhoneCode.objects.filter(
        proof=proof, phone_index=phone_index(bare), proven_at__gt=at - rules.PROOF_LASTS, proven_at__lte=at
    )
    if not proof or not fresh.exists():
        raise Refusal("phone-unproven", "请先获取并填写短信验证码，确认手机号码是您本人的。", "code")
    return Asker(name, bare)
