"""工作量: who wrote, reviewed and published how much, from the log that Wagtail keeps of every act on a page.

From the log and not from a counter, so it says the same however often it is asked; characters stand beside the number of
articles, so that one text cut into five counts no more than it is.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import make_aware
from wagtail.models import PageLogEntry

from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage
from zhengtong.org.models import Staff

from .scope import Period, within

BY = {"person": "按人员", "unit": "按单位", "column": "按栏目"}
ACTS = {
    "wagtail.create": "written",
    "wagtail.workflow.start": "submitted",
    "wagtail.workflow.approve": "reviewed",
    "wagtail.workflow.reject": "reviewed",
    "wagtail.publish": "published",
}
HEAD = ("撰写（篇）", "提交审核（篇）", "审核（次）", "发布（篇）", "发布字数", "采用率")
_TAG = re.compile(r"<[^>]*>|\s")


@dataclass(slots=True)
class Row:
    """One person's, unit's or column's work in a period: distinct articles, except reviews, which are counted one by one."""

    label: str
    written: set[int]
    submitted: set[int]
    published: set[int]
    reviewed: int = 0
    characters: int = 0

    @property
    def taken(self) -> float | None:
        """采用率: of the articles submitted in the period, the share that was published in it; None without any."""
        return len(self.submitted & self.published) / len(self.submitted) if self.submitted else None

    def cells(self) -> list[Any]:
        share = "" if self.taken is None else f"{self.taken:.0%}"
        return [
            self.label, len(self.written), len(self.submitted), self.reviewed, len(self.published), self.characters, share
        ]  # fmt: skip


def table(user: Any, period: Period, by: str) -> list[Row]:
    """The rows of one table, most published first. Six questions to the database, whatever the number of articles."""
    entries = _entries(period)
    pages = {page["pk"]: page for page in _pages(user, {entry["page_id"] for entry in entries})}
    name = _namer(by, pages.values())
    rows: dict[Any, Row] = {}
    lengths = _lengths({entry["page_id"] for entry in entries if entry["action"] == "wagtail.publish"} & pages.keys())
    for entry in entries:
        page = pages.get(entry["page_id"])
        if page is None:
            continue
        act = ACTS[entry["action"]]
        # What was published is the author's work, whoever pressed the button; a review is the reviewer's.
        who = entry["user_id"] if act == "reviewed" else page["owner_id"]
        label = name(page, who)
        row = rows.setdefault(label, Row(label, set(), set(), set()))
        if act == "reviewed":
            row.reviewed += 1
            continue
        if act == "published" and page["pk"] not in row.published:
            row.characters += lengths[page["pk"]]
        getattr(row, act).add(page["pk"])
    return sorted(rows.values(), key=lambda row: (-len(row.published), -row.reviewed, row.label))


def _entries(period: Period) -> list[dict[str, Any]]:
    begins = make_aware(datetime.combine(period.first, time()))
    ends = make_aware(datetime.combine(period.last + timedelta(days=1), time()))
    log = PageLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(ArticlePage),
        action__in=ACTS,
        timestamp__gte=begins,
        timestamp__lt=ends,
    )
    return list(log.order_by("timestamp", "pk").values("page_id", "action", "user_id"))


def _pages(user: Any, wanted: set[int]) -> Iterable[dict[str, Any]]:
    return ArticlePage.objects.filter(within(user), pk__in=wanted).values("pk", "path", "owner_id")


def _namer(by: str, pages: Iterable[dict[str, Any]]) -> Any:
    """How a row is called: by the person who did it, the unit that answers for the page, or the column it stands in."""
    if by == "person":
        people = dict(Staff.objects.values_list("user_id", "name"))
        return lambda page, who: people.get(who, "系统导入")
    places: dict[str, tuple[str, str]] = {}
    for site in SitePage.objects.select_related("unit"):
        places[site.path] = site.unit.short_name, site.title
    for column in ColumnPage.objects.select_related("owner_unit"):
        places[column.path] = column.owner_unit.short_name if column.owner_unit else "", column.title
    step = ArticlePage.steplen

    def above(path: str) -> Iterable[tuple[str, str]]:
        while path := path[:-step]:
            if path in places:
                yield places[path]

    if by == "unit":
        return lambda page, who: next((unit for unit, _ in above(page["path"]) if unit), "")
    return lambda page, who: " › ".join(reversed([title for _, title in above(page["path"])][:-1]))


def _lengths(pages: set[int]) -> dict[int, int]:
    """Characters of the texts, without their markup."""
    lengths: dict[int, int] = defaultdict(int)
    for pk, body in ArticlePage.objects.filter(pk__in=pages).values_list("pk", "body"):
        lengths[pk] = sum(len(_TAG.sub("", text)) for text in _texts(json.loads(json.dumps(body.get_prep_value()))))
    return lengths


def _texts(value: Any) -> Iterable[str]:
    for block in value:
        if block["type"] == "text":
            yield block["value"]
