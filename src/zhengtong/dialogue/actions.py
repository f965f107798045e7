"""The only writes: ask, answer, pass on, take an answer off the public pages."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from zhengtong.catalog.queries import item_for_public
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.rows import next_serial
from zhengtong.foundation.text import tidy_text
from zhengtong.guards import queries as guards
from zhengtong.guards import rules as guarding
from zhengtong.journal.actions import action, record
from zhengtong.notices.actions import notify
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import citizen_of, successor_of, township_unit
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits
from zhengtong.timers.models import Clock

from . import rules
from .choices import LetterChannel, LetterState
from .models import Letter
from .pages import AskedPage
from .rules import Handed, Question

CLOCK = "letter"
ANONYMOUS = "citizen:anonymous"


@action("letter.sent")
def ask(item_code: str, question: Question, *, writer: User | None, submission: str, at: datetime) -> Letter:
    """提出咨询 — goes to the unit that implements the item; its clock for answering starts (letter.simple).

    `submission` is the token of the page it was sent from. Raises Refusal `letter-duplicate` when that page has sent its
    letter already, Unknown for an item that is not there.
    """
    version = item_for_public(item_code)
    unit = _answering(version.item.unit, writer)
    about = {"item_code": version.item.code, "item_name": version.name}
    return _send(question, unit, about, writer=writer, submission=submission, at=at)


@action("letter.sent")
def ask_about(page: AskedPage, question: Question, *, writer: User | None, submission: str, at: datetime) -> Letter:
    """就网页提出咨询 — goes to the unit the page belongs to. Raises Refusal `letter-duplicate`."""
    about = {"page": page.ref, "page_title": page.title[:200], "page_url": page.url[:500]}
    return _send(question, successor_of(page.unit), about, writer=writer, submission=submission, at=at)


@action("letter.sent")
def _take_over(handed: Handed, unit: Unit, writer: User | None, since: datetime, at: datetime) -> Letter:
    question = Question(handed.title, handed.text, True, handed.name, handed.phone)
    about = {"page": handed.page, "page_title": handed.page_title[:200], "page_url": handed.page_url[:500]}
    return _send(
        question, successor_of(unit), about, writer=writer, submission=rules.submission_of(handed.ref), at=at,
        since=since, channel=LetterChannel.INTERVIEW,
    )  # fmt: skip


def take_over(handed: Handed, *, unit: Unit, writer: User | None, since: datetime, at: datetime) -> Letter | None:
    """承接提问 — a question asked in public elsewhere and left there becomes a letter; its clock runs since it was left.

    The writer is told the number and the code. None where somebody has made the letter already.
    """
    try:
        letter = _take_over(handed, unit, writer, since, at)
    except Refusal as refusal:
        if refusal.code != "letter-duplicate":
            raise
        return None
    text = f"您在“{handed.page_title}”中的提问没有来得及回答，已转{letter.unit.name}限期答复。编号{letter.ref}，查询密码{letter.query_code}。"
    _tell_writer(letter, "question-handed", "您的提问已转为信件办理", text, at)
    return letter


def _send(
    question: Question, unit: Unit, about: dict[str, str], *, writer: User | None, submission: str, at: datetime,
    since: datetime | None = None, channel: str = LetterChannel.CONSULTATION,
) -> Letter:  # fmt: skip
    """`since`: from when its clock runs, where that is not now."""
    ref = rules.letter_ref(localdate(at), next_serial("letter_serial"))
    clock = timers.start(ref, CLOCK, unit=unit.code, at=since or at, promised=limits.limit("letter.simple"))
    letter = Letter(
        ref=ref,
        query_code=refs.query_code(),
        submission=submission,
        channel=channel,
        unit=unit,
        writer=writer,
        writer_name=question.name,
        writer_phone=question.phone,
        title=question.title,
        text=question.text,
        may_publish=question.may_publish,
        sent_at=since or at,
        clock=clock,
        due_at=clock.promised_due,
        **about,
    )
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("letter-duplicate", "这件咨询已经提交成功，不必重复提交。") from error
    record(
        "letter.sent",
        ref,
        actor=f"citizen:{writer.pk}" if writer else ANONYMOUS,
        at=at,
        unit=unit.code,
        unit_name=unit.name,
        owner_unit=unit.code,
        channel=letter.channel,
        item=letter.item_code,
        item_name=letter.about,
        page=letter.page,
        due=letter.due_at,
        provisional=clock.is_provisional,
    )
    return letter


def _answering(owner: Unit, writer: User | None) -> Unit:
    """Who answers: the item's unit; for what every township handles alike, the township of the writer."""
    if owner.code != "TOWN":
        return owner
    citizen = citizen_of(writer) if writer is not None else None
    if citizen is None:
        raise Refusal(
            "letter-needs-place",
            "这个事项由您所在的乡镇办理。请登录后再咨询，咨询会送到您所在的乡镇；也可以拨打12345。",
        )
    return township_unit(citizen.region)


@action("letter.answered")
def answer(ref: str, text: str, *, publish: bool, by: Staff, at: datetime) -> Letter:
    """答复 — once, by somebody of the unit; published only if the writer agreed. The writer is told.

    Raises Unknown outside one's reach, Refusal `no-answer`, `letter-answered`, `not-consented`.
    """
    letter = _locked(ref, by)
    if letter.state == LetterState.ANSWERED:
        raise Refusal("letter-answered", "这件咨询已经答复，不能重复答复。")
    if not (text := tidy_text(text)):
        raise Refusal("no-answer", "请填写答复内容。", "answer")
    rules.check_publication(wants=publish, may_publish=letter.may_publish)
    if publish:  # what others will read is looked over as every public text is, the question as well
        for label, said in (("标题", letter.title), ("问题", letter.text), ("答复内容", text)):
            guarding.refuse_blocked(guards.check(said, at=at), label, "answer" if said == text else "publish")
    letter.state, letter.answer, letter.is_published = LetterState.ANSWERED, text, publish
    letter.answered_by, letter.answered_at = f"staff:{by.code}", at
    if letter.clock is not None:
        timers.stop(letter.clock, at=at)
    letter.save(update_fields=["state", "answer", "is_published", "answered_by", "answered_at"])
    text = f"您咨询的“{letter.about}”（编号{ref}）已由{letter.unit.name}答复，请凭编号和查询密码到网站查看。"
    _tell_writer(letter, "letter-answered", "您的咨询已答复", text, at)
    record(
        "letter.answered",
        ref,
        actor=f"staff:{by.code}",
        at=at,
        unit=letter.unit.code,
        unit_name=letter.unit.name,
        owner_unit=letter.unit.code,
        channel=letter.channel,
        item=letter.item_code,
        item_name=letter.about,
        page=letter.page,
        due=letter.due_at,
        is_on_time=None if letter.due_at is None else at < letter.due_at,
        is_published=publish,
    )
    return letter


@action("letter.forwarded")
def forward(ref: str, to: Unit | None, reason: str, *, by: Staff, at: datetime) -> Letter:
    """转办 — a letter that came to the wrong unit goes to the right one; its clock runs on, the writer is told.

    Raises Unknown outside one's reach, Refusal `letter-answered`, `forward-nowhere`, `forward-same`, `no-reason`.
    """
    letter = _locked(ref, by)
    if letter.state == LetterState.ANSWERED:
        raise Refusal("letter-answered", "这件咨询已经答复，不能再转办。")
    if to is None or to.valid_to is not None or not to.owns_items:
        raise Refusal("forward-nowhere", "请选择应当答复的单位。", "to")
    if to.pk == letter.unit_id:
        raise Refusal("forward-same", f"这件咨询现在就由{to.name}答复。", "to")
    said = rules.check_reason(reason)
    before, letter.unit = letter.unit, to
    letter.save(update_fields=["unit"])
    if letter.clock is not None:
        timers.hand_over(letter.clock, unit=to.code)
    text = f"您咨询的“{letter.about}”（编号{ref}）已转由{to.name}答复，答复期限不变。"
    _tell_writer(letter, "letter-forwarded", "您的咨询已转办", text, at)
    record(
        "letter.forwarded",
        ref,
        actor=f"staff:{by.code}",
        at=at,
        unit=before.code,
        unit_before=before.name,
        unit_name=to.name,
        owner_unit=to.code,
        to=to.code,
        reason=said,
        channel=letter.channel,
        item=letter.item_code,
        item_name=letter.about,
        page=letter.page,
        due=letter.due_at,
    )
    return letter


@action("letter.unpublished")
def unpublish(ref: str, reason: str, *, by: Staff, at: datetime) -> Letter:
    """撤下公开问答 — out of date or said too much; the writer still reads the answer, the reason stays on record.

    Raises Unknown outside one's reach, Refusal `not-published`, `no-reason`.
    """
    letter = _locked(ref, by)
    if not letter.is_published:
        raise Refusal("not-published", "这件咨询没有公开，不必撤下。")
    said = rules.check_reason(reason)
    letter.is_published = False
    letter.save(update_fields=["is_published"])
    record(
        "letter.unpublished",
        ref,
        actor=f"staff:{by.code}",
        at=at,
        unit=letter.unit.code,
        channel=letter.channel,
        item=letter.item_code,
        reason=said,
    )
    return letter


def _locked(ref: str, by: Staff) -> Letter:
    """The letter, held until the act ends; Unknown for whoever does not answer for its unit."""
    letters = Letter.objects.select_for_update(of=("self",)).select_related("unit", "clock", "writer")
    letter = letters.filter(ref=ref).first()
    if letter is None or not by.may(Permission.LETTER_ANSWER, unit=letter.unit):
        raise Unknown("没有找到这件咨询。")
    return letter


def _tell_writer(letter: Letter, template: str, title: str, text: str, at: datetime) -> None:
    notify(
        user=letter.writer,
        phone=letter.writer_phone,
        template=template,
        subject=letter.ref,
        title=title,
        text=text,
        link=f"/consult/letters/{letter.ref}/",
        at=at,
    )


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """Repeat re-derived due moments on the letters that show them; called by the timers when the calendar changes."""
    Letter.objects.filter(clock__in=clocks, state=LetterState.OPEN).update(due_at=limits.promised_due())
