"""收到申请之日 (政府信息公开条例 第三十一条): by which of five ways a request came decides on which day it was received."""

from datetime import date

from zhengtong.foundation.errors import Refusal

from ..choices import ReceiptBasis

CONFIRMED = frozenset({ReceiptBasis.ORDINARY_MAIL, ReceiptBasis.WEB, ReceiptBasis.FAX})
"""Ways for which the day is the one on which the organ and the applicant confirmed receipt."""

EXPLAINED = {
    ReceiptBasis.IN_PERSON: "当面提交的，以提交之日为收到申请之日",
    ReceiptBasis.SIGNED_MAIL: "以邮寄方式提交、需要签收的，以行政机关签收之日为收到申请之日",
    ReceiptBasis.ORDINARY_MAIL: "以平常信函等无需签收的邮寄方式提交的，以收到当日与申请人确认之日为收到申请之日",
    ReceiptBasis.WEB: "通过互联网渠道提交的，以双方确认之日为收到申请之日",
    ReceiptBasis.FAX: "通过政府信息公开工作机构的传真提交的，以双方确认之日为收到申请之日",
}


def received_on(
    basis: str, *, submitted_on: date, signed_on: date | None, confirmed_on: date | None, today: date
) -> date:
    """The day of receipt, from which the twenty working days run.

    `signed_on` is the day the registered letter was signed for, `confirmed_on` the day both sides confirmed. Raises
    Refusal `no-signature`, `no-confirmation`, `receipt-before-submission`, `receipt-in-future`.
    """
    basis = ReceiptBasis(basis)
    if basis is ReceiptBasis.SIGNED_MAIL:
        if signed_on is None:
            raise Refusal("no-signature", f"请填写签收日期：{EXPLAINED[basis]}。", "signed_on")
        day, field = signed_on, "signed_on"
    elif basis in CONFIRMED:
        if confirmed_on is None:
            raise Refusal("no-confirmation", f"请填写与申请人确认收到的日期：{EXPLAINED[basis]}。", "confirmed_on")
        day, field = confirmed_on, "confirmed_on"
    else:
        day, field = submitted_on, "submitted_on"
    if day < submitted_on:
        raise Refusal("receipt-before-submission", "收到申请的日期不能早于申请人提交的日期，请核对。", field)
    if day > today:
        raise Refusal("receipt-in-future", "收到申请的日期不能晚于今天，请核对。", field)
    return day
