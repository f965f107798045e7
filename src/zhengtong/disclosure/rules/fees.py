"""信息处理费 (国办函〔2020〕109号, from 2021-01-01): by piece or by page, in steps, each price for its own part only."""

from dataclasses import dataclass

from zhengtong.foundation.errors import Refusal

from ..choices import FeeMethod

FREE_PIECES = 10
"""Requests of one applicant to one organ in a calendar month that cost nothing."""
FIRST_STEP_END = 30
PIECES_A_STEP = 10
YUAN_A_PIECE_STEP = 100
PAGE_STEPS: tuple[tuple[int, int | None, int], ...] = ((1, 30, 0), (31, 100, 10), (101, 200, 20), (201, None, 40))
"""First page, last page (None: open), yuan for each page of the part."""
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Fee:
    """What is asked and how it was reached."""

    method: FeeMethod
    quantity: int
    yuan: int
    basis: str


def price_of_piece(place: int) -> int:
    """Yuan for the `place`-th request of a month: 1–10 nothing, 11–30 100, from 31 on 100 more for every ten begun."""
    if place <= FREE_PIECES:
        return 0
    if place <= FIRST_STEP_END:
        return YUAN_A_PIECE_STEP
    return YUAN_A_PIECE_STEP * (2 + (place - FIRST_STEP_END - 1) // PIECES_A_STEP)


def fee_by_pieces(place: int) -> Fee:
    """按件计收 for one request, the `place`-th of this applicant in the month. Raises Refusal `bad-quantity`."""
    _check(place, "件数")
    yuan = price_of_piece(place)
    basis = f"本自然月第{place}件申请，收费标准{yuan}元／件（10件以下免费，11至30件每件100元，31件以上以10件为一档，每档每件增加100元）"
    return Fee(FeeMethod.PIECES, place, yuan, basis)


def fee_by_pages(pages: int) -> Fee:
    """按量计收 for one request of so many pages. Raises Refusal `bad-quantity`."""
    _check(pages, "页数")
    parts, total = [], 0
    for first, last, price in PAGE_STEPS:
        count = min(pages, last or pages) - first + 1
        if count > 0:
            total += count * price
            parts.append(f"第{first}至{min(pages, last or pages)}页{count}页×{price}元")
    return Fee(FeeMethod.PAGES, pages, total, f"共{pages}页：{'，'.join(parts)}，合计{total}元")


def fee(method: str, quantity: int) -> Fee:
    """One of the two, never both for one request."""
    if method not in FeeMethod.values:
        raise Refusal("no-method", "请选择按件计收或者按量计收，一件申请只能选择一种。", "method")
    return fee_by_pieces(quantity) if method == FeeMethod.PIECES else fee_by_pages(quantity)


def check_chargeable(asked: Fee, *, was_noticed: bool, is_late: bool) -> Fee:
    """A notice goes out once, within the limit for the reply, and only where something is owed. Raises Refusal."""
    if was_noticed:
        raise Refusal("fee-noticed", "这件申请已经发出收费通知，不能再次收费，也不能改用另一种计收方式。")
    if is_late:
        raise Refusal("fee-late", "收费通知应当在答复期限内送达申请人，答复期限已过，不能再收费。")
    if asked.yuan == 0:
        raise Refusal("fee-nothing", "按照收费标准，这件申请不收费。", "quantity")
    return asked


def _check(quantity: int, what: str) -> None:
    if not 1 <= quantity <= MOST:
        raise Refusal("bad-quantity", f"{what}应为1至{MOST}之间的整数。", "quantity")
