"""回执代码 — what the platform may answer, and what it asks of us. No Django: the simulator answers with these too."""

from enum import StrEnum


class Verdict(StrEnum):
    """What an answer means for a message."""

    ACCEPTED = "accepted"
    LATER = "later"
    REJECTED = "rejected"


ACCEPTED, DUPLICATE, BUSY = "200", "201", "5001"
BAD_SIGNATURE, UNKNOWN_SENDER, UNREADABLE = "4001", "4002", "4003"
MISSING_FIELD, UNKNOWN_VALUE, UNKNOWN_UNIT, UNKNOWN_ITEM = "4101", "4102", "4103", "4104"
GAP, CONTENT_DIFFERS, UNKNOWN_OBJECT, WRONG_HASH = "4201", "4202", "4203", "4301"

MEANINGS = {
    ACCEPTED: "已接收",
    DUPLICATE: "已接收过（重复报送）",
    BAD_SIGNATURE: "签名无效",
    UNKNOWN_SENDER: "报送单位未登记，或者密钥与登记的不符",
    UNREADABLE: "报文格式不正确",
    MISSING_FIELD: "缺少必填字段",
    UNKNOWN_VALUE: "字段取值不在代码表内",
    UNKNOWN_UNIT: "单位未在省平台登记",
    UNKNOWN_ITEM: "事项编码未在省平台登记",
    GAP: "版本不连续",
    CONTENT_DIFFERS: "同一版本的内容与已接收的不一致",
    UNKNOWN_OBJECT: "要修改或撤销的对象不存在",
    WRONG_HASH: "内容与摘要不符",
    BUSY: "平台繁忙，请稍后再报",
}
_ADVICE = {
    MISSING_FIELD: "补全来源数据（单位、事项等）后重新发送。",
    UNKNOWN_VALUE: "核对代码后重新发送。",
    UNKNOWN_UNIT: "请在机构管理中补填单位的统一社会信用代码，或者请省平台登记该单位，再重新发送。",
    UNKNOWN_ITEM: "请省平台登记该事项，再重新发送。",
    GAP: "先对账并补传缺少的报文，再重新发送。",
    CONTENT_DIFFERS: "先对账，再补传。",
    UNKNOWN_OBJECT: "先对账并补传，再重新发送。",
    WRONG_HASH: "直接重新发送；再次退回的，请与省平台核对。",
}


def verdict(code: str) -> Verdict:
    """A code that is not in the table is a rejection: a person looks at it, nothing is taken for delivered."""
    if code in (ACCEPTED, DUPLICATE):
        return Verdict.ACCEPTED
    return Verdict.LATER if code == BUSY else Verdict.REJECTED


def meaning(code: str) -> str:
    return MEANINGS.get(code, "未列入代码表的代码")


def advice(code: str) -> str:
    """What the person who mends it does."""
    return _ADVICE.get(code, "请与省平台联系，查明原因后重新发送。")
