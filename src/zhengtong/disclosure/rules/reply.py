"""答复: which kinds are open to the drafter, what a reply must say, and what the applicant may do about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from legalclock import Budget, Calendar, Clock
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text

from ..choices import REPLY_ROWS, ConsultationKind, ReplyGroup, ReplyKind, ReplyRow

BY_LAPSE = frozenset({ReplyKind.NOT_CORRECTED, ReplyKind.NOT_PAID})
"""Kinds that only the passing of a limit brings about."""
DRAFTED = tuple(row for row in REPLY_ROWS.values() if row.kind not in BY_LAPSE)
"""What the drafter may choose from."""
BLANKS = "［］"
RECONSIDERATION = Budget.parse("60d")
"""申请行政复议: within sixty days of learning of the act (行政复议法 第二十条)."""
LITIGATION = Budget.parse("6m")
"""提起行政诉讼: within six months (行政诉讼法 第四十六条)."""
LITIGATION_AFTER_RECONSIDERATION = Budget.parse("15d")
"""不服复议决定: within fifteen days of receiving it (行政诉讼法 第四十五条)."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a reply says, tidied and checked."""

    kind: ReplyKind
    reasons: str
    provided: str
    withheld: str


def check_reply(
    kind: str,
    reasons: str,
    provided: str,
    withheld: str,
    *,
    was_corrected: bool,
    consulted: Collection[str],
    open_consultations: int,
    files: int,
    is_excessive: bool = False,
) -> Words:
    """Raises Refusal `no-kind`, `by-lapse`, `not-corrected`, `reasons-unjudged`, `third-party-unheard`, `consultation-open`, `no-words`,
    `blanks-left`, `nothing-provided`, `nothing-withheld`; `consulted` are the kinds of consultation that have ended; `is_excessive`: reasons were
    asked for and held unreasonable (第三十五条).
    """
    row = REPLY_ROWS.get(kind)
    if row is None:
        raise Refusal("no-kind", "请选择答复类型。", "kind")
    if row.kind in BY_LAPSE:
        raise Refusal("by-lapse", "这种处理只在期限届满时产生，不能作为答复选择。", "kind")
    if row.kind is ReplyKind.STILL_UNCLEAR and not was_corrected:
        raise Refusal("not-corrected", "没有告知补正的，不能以“补正后申请内容仍不明确”答复（条例第三十条）。", "kind")
    if row.kind is ReplyKind.THIRD_PARTY and ConsultationKind.THIRD_PARTY not in consulted:
        raise Refusal(
            "third-party-unheard",
            "以保护第三方合法权益为由不予公开的，应当先书面征求第三方意见（条例第三十二条）。",
            "kind",
        )
    if row.kind is ReplyKind.EXCESSIVE and not is_excessive:
        raise Refusal(
            "reasons-unjudged",
            "以无正当理由大量反复申请为由不予处理的，应当先要求申请人说明理由，并认定理由不合理（条例第三十五条）。",
            "kind",
        )
    if open_consultations:
        raise Refusal("consultation-open", "征求意见还没有结果，不能作出答复。")
    said, given, kept = tidy_text(reasons), tidy_text(provided), tidy_text(withheld)
    if not 10 <= len(said) <= 4000:
        raise Refusal("no-words", "请写明答复的内容和理由（10至4000个字）。", "reasons")
    for field, text in (("reasons", said), ("provided", given), ("withheld", kept)):
        if any(mark in text for mark in BLANKS):
            raise Refusal("blanks-left", "答复中还有［］没有填写，请补充完整。", field)
    if row.group in (ReplyGroup.GRANTED, ReplyGroup.PARTIAL) and not given and not files:
        raise Refusal(
            "nothing-provided",
            "予以公开的，请上传提供的文件，或者写明获取的方式、途径和时间（条例第三十六条）。",
            "provided",
        )
    if row.group is ReplyGroup.PARTIAL and not kept:
        raise Refusal("nothing-withheld", "部分公开的，请写明不予公开的内容和理由（条例第三十七条）。", "withheld")
    return Words(row.kind, said, given, kept if row.group is ReplyGroup.PARTIAL else "")


@dataclass(frozen=True, slots=True)
class Remedies:
    """救济途径: last days are None until the reply is delivered or where the calendar cannot tell."""

    reconsider_first: bool
    reconsider_by: date | None
    sue_by: date | None

    @property
    def sentence(self) -> str:
        if self.reconsider_first:
            return "不服本答复的，应当先申请行政复议；对行政复议决定不服的，可以在收到复议决定书之日起十五日内提起行政诉讼。"
        return "不服本答复的，可以申请行政复议，也可以直接提起行政诉讼。"


def must_reconsider_first(kind: str) -> bool:
    """复议前置 since 2024-01-01 (行政复议法 第二十三条第一款第四项): where an organ does not disclose what was asked."""
    return REPLY_ROWS[kind].group in (ReplyGroup.DENIED, ReplyGroup.PARTIAL)


def remedies(kind: str, delivered_on: date | None, calendar: Calendar) -> Remedies:
    """What the applicant may do and until when; a last day that is a holiday moves on (民法典 第二百零三条)."""
    first = must_reconsider_first(kind)
    if delivered_on is None:
        return Remedies(first, None, None)
    by = Clock.start(delivered_on, statutory=RECONSIDERATION).due("statutory", calendar).on
    sue = None if first else Clock.start(delivered_on, statutory=LITIGATION).due("statutory", calendar).on
    return Remedies(first, by, sue)


def row_of(kind: str) -> ReplyRow:
    return REPLY_ROWS[kind]
