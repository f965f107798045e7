"""The named totals (基数) that formulas are made of: what each counts, in one Chinese sentence, and in which measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """量纲 of a value."""

    COUNT = "count"
    SECONDS = "seconds"
    PERCENT = "percent"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        return {"count": "件数", "seconds": "时长", "percent": "百分比", "plain": "数值"}[self.value]


FAMILIES: Mapping[str, str] = {
    "time": "时限",
    "procedure": "程序",
    "materials": "材料",
    "suspension": "特别程序",
    "fees": "收费",
    "discretion": "裁量",
    "rates": "比率",
    "satisfaction": "群众评价",
    "disclosure": "信息公开",
    "village": "村级代办",
    "guide": "办事指南",
}
"""规则类别, as supervision names them; a card total may be limited to some of them."""

PERIOD = "本期"
LEVELS = ("warning", "yellow", "red")
"""Mildest first."""


@dataclass(frozen=True, slots=True)
class Base:
    """基数: `definition` says what is counted; the period is the one being appraised."""

    label: str
    definition: str
    measure: Measure = Measure.COUNT
    has_families: bool = False


TOTALS: Mapping[str, Base] = {
    "handled": Base("经办件", "本期内收到过、在办或者办结的件，即本期结束前收件、本期开始前没有办结或者终止的件。"),
    "opened": Base("收件", "本期收到的件，包括后来不予受理的。"),
    "accepted": Base("受理", "受理时间在本期的件。"),
    "finished": Base("办结", "办结时间在本期的件。"),
    "in_hand": Base("在办", "本期结束时没有办结或者终止的件。"),
    "early": Base("提前办结", "本期办结、在承诺期限最后一日之前办结的件。"),
    "on_time": Base("按时办结", "本期办结、没有超过期限的件，包括提前办结的。"),
    "late": Base("超期办结", "本期办结、超过期限的件。"),
    "untold": Base("不能判定按时与否", "本期办结、因缺少数据不能判定是否按时的件。"),
    "undetermined": Base("无法判定", "经办件中有监察规则因缺少数据无法判定的件。"),
    "warned": Base("预警", "本期发牌中最高一级是预警的件，撤销的牌不计。", has_families=True),
    "yellow": Base("黄牌", "本期发牌中最高一级是黄牌的件，撤销的牌不计。", has_families=True),
    "red": Base("红牌", "本期发牌中最高一级是红牌的件，撤销的牌不计。", has_families=True),
    "corrected": Base("补正", "本期收到、经过补正告知的件。"),
    "not_accepted": Base("不予受理", "本期作出不予受理决定的件。"),
    "returned": Base("退件", "本期退件或者预审不通过的件。"),
    "suspended": Base("挂起", "本期办结、启动过特别程序的件。"),
    "once": Base("一次办结", "本期办结、没有补正的件。"),
    "online": Base("网上申请", "本期收到、由申请人网上提交的件。"),
    "channel_told": Base("渠道明确", "本期收到、知道申请渠道的件。"),
    "ratings_all": Base("评价", "本期办结、得到群众评价的件；没有评价的不算好评。"),
    "ratings_good": Base("好评", "本期办结、评价为基本满意以上的件。"),
    "complaints_substantiated": Base("投诉属实", "本期查实的投诉。"),
    "complaints": Base("投诉", "本期作出处理结果的投诉。"),
    "orders": Base("督办单", "本期下发、没有撤销的督办单。"),
    "orders_to_sign": Base("应签收督办单", "签收期限在本期的督办单。"),
    "orders_signed_in_time": Base("按时签收督办单", "签收期限在本期并按时签收的督办单。"),
    "orders_to_answer": Base("应反馈督办单", "反馈期限在本期的督办单。"),
    "orders_answered_in_time": Base("按时反馈督办单", "反馈期限在本期并按时反馈的督办单。"),
    "timed": Base("办理时长明确", "本期办结、知道本单位办理时长的件。"),
    "office_seconds": Base("办理时长", "上述各件由本单位占用的工作时间之和，不含申请人补正、第三方和特别程序的时间。", Measure.SECONDS),
    "compared": Base("可比法定时限", "本期办结、办理时长和法定时限都明确的件。"),
    "compared_office_seconds": Base("可比办理时长", "可比法定时限的件的办理时长之和。", Measure.SECONDS),
    "compared_allowed_seconds": Base("法定时限时长", "可比法定时限的件自受理到法定期限的工作时间之和。", Measure.SECONDS),
}  # fmt: skip

CARD_TOTALS: Mapping[str, str] = {"warned": "warning", "yellow": "yellow", "red": "red"}
"""The totals made of cards → the level they count."""
