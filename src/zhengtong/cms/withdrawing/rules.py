"""Three ways for an article to end, and what the public then finds at its address."""

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

from ..choices import Validity, Withdrawal

HIDDEN = frozenset({Withdrawal.ERROR.value, Withdrawal.CONSOLIDATED.value})
"""Not listed, not found, not in any feed; the address alone answers (gone, or led on)."""


def check_withdrawal(kind: str, *, is_live: bool, withdrawal: str, is_share: bool) -> None:
    """Raises Refusal `withdrawal-kind`, `shared`, `already-withdrawn`, `not-published`."""
    if kind not in Withdrawal.values:
        raise Refusal("withdrawal-kind", "请选择撤稿的方式。", "kind")
    if is_share:
        raise Refusal("shared", "推送来的稿件随原稿变动，不能单独撤稿；不再需要时请停止接收。")
    if withdrawal:
        raise Refusal("already-withdrawn", "这篇稿件已经撤稿。要改换方式，请先撤销撤稿。")
    if not is_live:
        raise Refusal("not-published", "没有发布的稿件不必撤稿。")


def check_replacement(kind: str, *, article: int, replacement: int | None, leads_to: list[int], is_live: bool) -> None:
    """What a consolidated article leads to: something public that does not lead back.

    `leads_to` is the chain behind the replacement. Raises Refusal `no-replacement`, `replacement-hidden`,
    `replacement-circle`.
    """
    if kind != Withdrawal.CONSOLIDATED:
        return
    if replacement is None:
        raise Refusal("no-replacement", "合并替代的，请选择替代它的稿件。", "replaced_by")
    if replacement == article or article in leads_to:
        raise Refusal("replacement-circle", "替代的稿件不能是它自己，也不能再转回到它。", "replaced_by")
    if not is_live:
        raise Refusal("replacement-hidden", "替代的稿件还没有发布，或者已经撤稿。", "replaced_by")


def check_note(note: str) -> str:
    """The sentence for the public, as it is kept; raises Refusal `note-too-long`."""
    said = tidy_line(note)
    if len(said) > 300:
        raise Refusal("note-too-long", "对公众的说明不能超过300个字。", "note")
    return said


def check_validity(before: str, after: str, basis: str) -> str:
    """有效性 of a public document changes on a basis that is named; raises Refusal `validity`, `validity-same`, `no-basis`."""
    if after not in (Validity.IN_FORCE, Validity.AMENDED, Validity.LAPSED, Validity.REPEALED):
        raise Refusal("validity", "请选择有效性。", "validity")
    if after == before:
        raise Refusal("validity-same", f"现在就是“{Validity(after).label}”，没有变动。", "validity")
    if not basis:
        raise Refusal("no-basis", "请写明依据，例如“安府发〔2026〕12号”或者清理结果公告。", "basis")
    if len(basis) > 200:
        raise Refusal("basis-too-long", "依据不能超过200个字。", "basis")
    return basis
