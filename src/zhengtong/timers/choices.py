"""The words of limits: how sure we are of one, what it runs from, in what it is counted."""

from collections.abc import Mapping

CONFIDENCE: Mapping[str, str] = {
    "V": "已核对原文",
    "S": "确定",
    "P": "基本确定",
    "M": "待核实",
    "ILL": "本地规定",
}
UNITS: Mapping[str, str] = {"wd": "个工作日", "d": "日（自然日）", "m": "个月", "wh": "个工作小时"}
"""Budgets that a clock can run on; the other rows of the table are days of the year, rhythms and counts."""

RHYTHMS: Mapping[str, str] = {"month": "每月", "quarter": "每季度", "year": "每年"}

STARTS: Mapping[str, str] = {
    "received": "收到之日",
    "accepted": "受理之日",
    "submitted": "提交之日",
    "decision": "作出决定之日",
    "finished": "办结之日",
    "published": "发布之日",
    "formed": "信息形成之日",
    "filed": "立案之日",
    "told": "告知之日",
    "request": "提出申请之日",
    "message": "收到留言之日",
    "approved": "批准之日",
    "start": "开始之日",
    "fee_notice": "收费通知发出之日",
    "bad_review": "收到差评之日",
    "last_update": "上次更新之日",
    "before_hearing": "听证前",
    "before_expiry": "有效期届满前",
    "before_promised_due": "承诺时限届满前",
    "after_promised_due": "承诺时限届满后",
    "after_statutory_due": "法定时限届满后",
    "after_prereview_due": "预审期限届满后",
}
