"""单项否决指标 (国办秘函〔2019〕19号): any one of them and a site does not pass. Each verdict has three values."""

from dataclasses import dataclass
from enum import StrEnum

DAYS_PROBED = 7
LEAST_PROBES = 20
MOST_FAILURES = 0.05
HOME_DAYS = 14
NEWS_DAYS, NOTICE_DAYS = 14, 180
STALE_COLUMNS, LATE_COLUMNS, EMPTY_COLUMNS = 5, 10, 5
WAITING_DAYS = 90
GUIDES, ELEMENTS = 5, 4
"""More than so many items (of fewer: all of them) whose guide lacks so many of the eight kinds of elements."""


class Light(StrEnum):
    """What can be said of an indicator now."""

    GREEN = "green"
    RED = "red"
    UNDETERMINED = "undetermined"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light and the sentence with its numbers."""

    light: Light
    said: str


def judge_errors(words: int, leaks: int, *, is_covered: bool) -> Verdict:
    """严重表述错误、泄密: one is too many; nothing found is well only where everything was looked at."""
    said = f"严重表述错误{words}处，个人信息泄露{leaks}处"
    if words or leaks:
        return Verdict(Light.RED, said)
    return Verdict(Light.GREEN, said) if is_covered else Verdict(Light.UNDETERMINED, f"{said}；还没有检查完")


def judge_availability(by_day: dict[str, tuple[int, int]]) -> Verdict:
    """站点无法访问: day → (visits, failures) of the last week; at least twenty a day, five in a hundred may fail."""
    tried = sum(visits for visits, _ in by_day.values())
    failed = sum(failures for _, failures in by_day.values())
    whole = sum(visits >= LEAST_PROBES for visits, _ in by_day.values())
    if not tried:
        return Verdict(Light.UNDETERMINED, "近一周没有探测记录")
    said = f"近一周探测{tried}次，失败{failed}次（{failed / tried:.1%}）"
    if failed / tried >= MOST_FAILURES and tried >= LEAST_PROBES:
        return Verdict(Light.RED, said)
    if whole < DAYS_PROBED:
        return Verdict(Light.UNDETERMINED, f"{said}；每日探测满{LEAST_PROBES}次的只有{whole}天，不足{DAYS_PROBED}天")
    return Verdict(Light.GREEN, said)


def judge_home(days: int | None) -> Verdict:
    """首页不更新: nothing new for two weeks; None: nothing was ever published."""
    if days is None:
        return Verdict(Light.RED, "从未发布过信息")
    said = f"最近一次更新距今{days}天" if days else "今天有更新"
    return Verdict(Light.RED if days > HOME_DAYS else Light.GREEN, said)


def judge_columns(news: int, notices: int, late: int, empty: int, total: int) -> Verdict:
    """栏目不更新: 动态类 over two weeks and 通知、政策 over six months together five; ten late; five empty."""
    if not total:
        return Verdict(Light.UNDETERMINED, "没有需要更新的栏目")
    said = f"动态要闻类超过两周未更新{news}个，通知公告、政策文件类超过半年未更新{notices}个；应更新未更新{late}个；空白栏目{empty}个"
    is_red = news + notices >= STALE_COLUMNS or late >= LATE_COLUMNS or empty >= EMPTY_COLUMNS
    return Verdict(Light.RED if is_red else Light.GREEN, said)


def judge_interaction(waiting: int, received: int, *, has_channel: bool) -> Verdict:
    """互动回应差: no way to ask, or a message of the last year unanswered for more than three months."""
    if not has_channel:
        return Verdict(Light.UNDETERMINED, "没有接入可以统计的咨询建言渠道")
    said = f"近一年收到留言{received}条，超过三个月未答复{waiting}条"
    return Verdict(Light.RED if waiting else Light.GREEN, said)


def judge_services(items: int, poor: int) -> Verdict:
    """服务不实用: guides that lack four and more of the eight elements; who has no services is not asked."""
    if not items:
        return Verdict(Light.EXCUSED, "没有对外服务事项，不检查此项")
    said = f"公开事项{items}项，指南要素缺{ELEMENTS}类及以上的{poor}项"
    is_red = poor > GUIDES if items >= GUIDES else poor == items
    return Verdict(Light.RED if is_red else Light.GREEN, said)
