"""What the national codes in a message mean, beside the code itself: nobody reads BZGZ or 2 as a word."""

import json
from collections.abc import Mapping
from typing import Any

from zhengtong.appraisal.choices import Cause
from zhengtong.appraisal.rules import FAMILIES
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.milestones import Milestone
from zhengtong.supervision.choices import OrderLevel, OrderSource

_YES_NO = {"1": "是", "0": "否"}
# 2011 message codes, 办结结果代码 BJJGDM, nodetype and noderesult (domain facts §2.4, §2.5).
_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "message_code": {
        "SB": "申办", "WSYSL": "网上预受理", "SL": "受理", "SPCL": "审批", "BZGZ": "补正告知", "BZSL": "补正受理",
        "TBCXSQ": "特别程序申请", "TBCXJG": "特别程序结果", "BJ": "办结", "LQDJ": "领取登记",
    },
    "result_type": {
        "0": "出证办结", "1": "退回办结", "2": "作废办结", "3": "删除办结", "4": "转报办结", "5": "补正不来办结",
        "6": "办结", "7": "纸质办结",
    },
    "nodetype": {"1": "开始环节", "2": "中间环节", "3": "结束环节", "4": "唯一环节"},
    "noderesult": {
        "0": "不同意", "1": "同意", "2": "不受理", "3": "不予受理", "4": "受理", "5": "补齐补正", "6": "特别程序",
        "7": "退回",
    },
    "business_type": {"case": "办件", "letter": "信件", "complaint": "投诉", "outside": "外部系统办件"},
    "project_type": {"1": "即办件", "2": "承诺件"},
    "apply_type": {"0": "窗口", "1": "网上", "4": "乡镇和村", "9": "其他"},
    "special_type": {"A": "延长审批", "B": "其他"},
    "level": {"1": "预警", "2": "黄牌", "3": "红牌"},
    "supervise_type": FAMILIES,
    "urge_level": dict(OrderLevel.choices),
    "source": dict(OrderSource.choices),
    "revise_cause": dict(Cause.choices),
    "is_accountable": _YES_NO, "is_revision": _YES_NO, "is_enabled": _YES_NO,
    "is_public": {"Y": "省级", "N": "县级"},
}  # fmt: skip
_CARD_STATES = {"Y": "已发", "C": "撤销", "Q": "取消"}


def written(object_type: str, name: str, value: Any) -> str:
    """One field of a message as a page shows it: the word, then the code as it was sent."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    word = _meaning(object_type, name, value)
    return f"{word}（{value}）" if word and word != value else value


def _meaning(object_type: str, name: str, value: str) -> str:
    if name == "event_code":
        return Milestone(value).label if value in set(Milestone) else _kind(value)
    if name == "appeal_state":
        return _kind(f"appeal.{value}")
    if name == "state":
        return _CARD_STATES.get(value, "") if object_type == "card" else _kind(f"{object_type}.{value}")
    return _MEANINGS.get(name, {}).get(value, "")


def _kind(code: str) -> str:
    return KINDS[code].label if code in KINDS else ""
