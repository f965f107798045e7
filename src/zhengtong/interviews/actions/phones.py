"""手机验证码: whoever has no account shows that the telephone is theirs. No act of the journal: nothing happens to any matter."""

from datetime import datetime, timedelta

from django.db import transaction

from zhengtong.foundation import crypto, refs
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_code
from zhengtong.interviews import queries, rules
from zhengtong.interviews.models import Ballot, PhoneCode, Question, QuestionVote
from zhengtong.notices.actions import notify
from zhengtong.org.queries import phone_index

from .asking import HOUR, taking
from .frame import in_turn

_DAY = timedelta(days=1)
CODES_A_QUESTION = 3
"""Codes an address may ask for, for each question it may ask: some are mistyped, some arrive late."""


@transaction.atomic
def request_code(slug: str, phone: str, *, address: str, at: datetime) -> None:
    """获取验证码 — six digits by SMS, good for five minutes; one a minute and ten a day for a telephone.

    Raises Refusal `not-taking`, `bad-phone`, `code-too-soon`, `code-too-many`, `code-address`.
    """
    interview = taking(slug, at)
    bare = rules.check_phone(phone)
    index, key = phone_index(bare), queries.address_key(address)
    in_turn(f"code {index}")
    sent = PhoneCode.objects.filter(phone_index=index, sent_at__gt=at - _DAY).values_list("sent_at", flat=True)
    nearby = PhoneCode.objects.filter(address_key=key, sent_at__gt=at - HOUR).count()
    rules.next_code(list(sent), nearby, interview.per_address * CODES_A_QUESTION, at)
    code = rules.code_of()
    PhoneCode.objects.create(phone=bare, phone_index=index, address_key=key, code=_sealed(index, code), sent_at=at)
    text = f"您的验证码是{code}，用于访谈提问，5分钟内有效。请勿告诉他人。"
    notify(phone=bare, template="interview-code", subject="phone-code", title="访谈提问验证码", text=text, at=at)


def confirm_code(phone: str, code: str, *, at: datetime) -> str:
    """核对验证码 — the proof with which this telephone may ask for half an hour (`queries.asker_by_proof`).

    Raises Refusal `bad-phone`, `code-gone`, `code-wrong`. A wrong code counts; after five the code is worth nothing.
    """
    bare = rules.check_phone(phone)
    with transaction.atomic():
        row = (
            PhoneCode.objects.select_for_update(of=("self",))
            .filter(phone_index=phone_index(bare), sent_at__gt=at - rules.VALID, sent_at__lte=at, proof=None)
            .order_by("-sent_at", "-pk")
            .first()
        )
        if row is None or row.tries >= rules.MOST_TRIES:
            raise Refusal("code-gone", "验证码已经失效，请重新获取。", "code")
        row.tries += 1
        if is_right := rules.is_right(row.code, _sealed(row.phone_index, tidy_code(code))):
            row.proof, row.proven_at = refs.token(), at
        row.save(update_fields=["tries", "proof", "proven_at"])
    if not is_right:
        raise Refusal("code-wrong", "验证码不正确，请核对后重新填写。", "code")
    return row.proof or ""


def _sealed(index: str, code: str) -> str:
    return crypto.blind_index(f"{index}|{code}", "phone-code")


def forget(at: datetime) -> int:
    """Codes of the day before yesterday go, and the addresses questions and votes came from; how many rows."""
    count = PhoneCode.objects.filter(sent_at__lt=at - _DAY).delete()[0]
    count += Question.objects.filter(asked_at__lt=at - _DAY).exclude(address_key="").update(address_key="")
    for votes in (QuestionVote, Ballot):
        count += votes.objects.filter(at__lt=at - _DAY).exclude(address_key="").update(address_key="")
    return count
