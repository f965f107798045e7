"""政府网站标签规范 (国办发〔2017〕47号 附件): which tags each kind of page must carry, and how they are written."""

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from .faults import Kind, Problem
from .reading import Seen


class PageKind(StrEnum):
    """首页只要网站标签, 栏目页加栏目标签, 内容页加内容标签."""

    HOME = "home"
    COLUMN = "column"
    CONTENT = "content"


SITE = {"SiteName": "网站名称", "SiteDomain": "网站域名", "SiteIDCode": "网站标识码"}
COLUMN = {
    "ColumnName": "栏目名称",
    "ColumnDescription": "栏目描述",
    "ColumnKeywords": "栏目关键词",
    "ColumnType": "栏目类别",
}
CONTENT = {
    "ColumnName": "栏目名称",
    "ColumnType": "栏目类别",
    "ArticleTitle": "标题",
    "PubDate": "发布时间",
    "ContentSource": "来源",
}
REQUIRED = {PageKind.HOME: SITE, PageKind.COLUMN: SITE | COLUMN, PageKind.CONTENT: SITE | CONTENT}
_CODE = re.compile(r"[0-9]{10}")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.:-]*[a-z0-9])?", re.IGNORECASE)
_MOMENT = "%Y-%m-%d %H:%M"


def check_tags(seen: Seen, kind: PageKind) -> list[Problem]:
    """Every required tag that is missing, empty, said twice or written wrongly, each by its name."""
    return [
        Problem(Kind.TAG, "页面头部", name, reason)
        for name, label in REQUIRED[kind].items()
        if (reason := _wrong(name, label, seen.metas.get(name, ())))
    ]


def _wrong(name: str, label: str, values: tuple[str, ...]) -> str:
    if not values:
        return f"缺少必选标签{name}（{label}）"
    if len(values) > 1:
        return f"标签{name}（{label}）写了{len(values)}次，只能有一个"
    return next(_badly_written(name, label, values[0]), "")


def _badly_written(name: str, label: str, value: str) -> Iterator[str]:
    if not value:
        yield f"标签{name}（{label}）内容为空"
    elif name == "SiteIDCode" and not _CODE.fullmatch(value):
        yield f"标签{name}（{label}）应为10位数字，现为“{value}”"
    elif name == "SiteDomain" and not _DOMAIN.fullmatch(value):
        yield f"标签{name}（{label}）应为英文域名，现为“{value}”"
    elif name == "PubDate" and not _is_moment(value):
        yield f"标签{name}（{label}）应写成“2026-11-23 09:30”的样子，现为“{value}”"


def _is_moment(value: str) -> bool:
    try:
        return datetime.strptime(value, _MOMENT).strftime(_MOMENT) == value  # noqa: DTZ007 — a form is checked, not a time
    except ValueError:
        return False
