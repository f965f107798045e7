"""What comes out of an old site: one record an article, checked before anything is written. Pure values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

CHINA = ZoneInfo("Asia/Shanghai")
# What a column of a table, a tag of a page or a line of a front matter may be called → what it is.
NAMES = {
    "key": ("编号", "id", "文章id", "articleid", "原编号"),
    "title": ("标题", "title", "articletitle", "文章标题"),
    "html": ("正文", "内容", "content", "body", "html"),
    "column": ("栏目", "column", "category", "columnname", "栏目名称"),
    "published_on": ("发布时间", "发布日期", "日期", "时间", "date", "pubdate", "published", "publish_time"),
    "source": ("来源", "source", "contentsource", "信息来源"),
    "author": ("作者", "author"),
    "summary": ("摘要", "summary", "description"),
    "old_url": ("原地址", "网址", "链接", "url", "link"),
    "attachments": ("附件", "attachments", "files"),
}
MEANING = {name: what for what, names in NAMES.items() for name in names}
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_OPENING = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Record:
    """One article as the old site told it; `where` is its row or file, `folder` where its own files lie."""

    where: str
    key: str
    title: str
    html: str
    column: str = ""
    published_on: str | datetime = ""
    source: str = ""
    author: str = ""
    summary: str = ""
    old_url: str = ""
    attachments: tuple[str, ...] = ()
    folder: str = ""
    problem: str = ""


@dataclass(slots=True)
class Row:
    """What became of one record: `new`, `known` or `broken`, and why."""

    where: str
    key: str
    title: str
    outcome: str
    notes: list[str] = field(default_factory=list)
    address: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {"where": self.where, "key": self.key, "title": self.title, "outcome": self.outcome,
                "notes": self.notes, "address": self.address}  # fmt: skip


OUTCOMES = {"new": "新增", "known": "此前已导入", "broken": "有误，未导入"}


@dataclass(slots=True)
class Report:
    """The whole of one import or of its trial."""

    is_trial: bool
    rows: list[Row]

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def warned(self) -> int:
        return sum(bool(row.notes) and row.outcome != "broken" for row in self.rows)

    def as_dict(self) -> dict[str, Any]:
        counts = {outcome: self.count(outcome) for outcome in OUTCOMES} | {"warned": self.warned}
        return {"dry_run": self.is_trial, "counts": counts, "rows": [row.as_dict() for row in self.rows]}


def record_of(said: Mapping[str, Any], *, where: str, folder: str = "", key: str = "") -> Record:
    """A record from named values, whatever they are called; what is not known by any name is left out."""
    values: dict[str, Any] = {}
    for name, value in said.items():
        meaning = MEANING.get(str(name).strip().lower())
        if meaning and value not in (None, "") and meaning not in values:
            values[meaning] = value
    attached = values.get("attachments", ())
    if isinstance(attached, str):
        attached = [one.strip() for one in re.split(r"[;；\n]", attached)]
    moment = values.get("published_on", "")
    return Record(
        where=where,
        key=tidy_line(str(values.get("key", key)))[:200],
        title=tidy_line(str(values.get("title", ""))),
        html=str(values.get("html", "")),
        column=_joined(values.get("column", "")),
        published_on=moment if isinstance(moment, datetime) else str(moment),
        source=tidy_line(str(values.get("source", "")))[:60],
        author=tidy_line(str(values.get("author", "")))[:40],
        summary=tidy_line(str(values.get("summary", "")))[:120],
        old_url=str(values.get("old_url", "")).strip(),
        attachments=tuple(str(one) for one in attached if one),
        folder=folder,
    )


def _joined(column: Any) -> str:
    parts: Iterable[Any] = column if isinstance(column, list | tuple) else str(column).replace("›", "/").split("/")
    return "/".join(tidy_line(str(part)) for part in parts if str(part).strip())


def moment_of(said: str | datetime, *, now: datetime) -> datetime:
    """The day and hour an article was published, in China's time where none is named.

    Raises Refusal `no-date`, `bad-date`.
    """
    if not said:
        raise Refusal("no-date", "没有发布时间。")
    moment = said if isinstance(said, datetime) else _parsed(tidy_line(said))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=CHINA)
    if not _OPENING <= moment <= now:
        raise Refusal("bad-date", f"发布时间“{said}”不在合理范围内。")
    return moment


def _parsed(text: str) -> datetime:
    found = _DATE.fullmatch(text.split("+")[0].removesuffix("Z").strip())
    try:
        if found:
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC if text.endswith("Z") else None)
        return parsedate_to_datetime(text)
    except (ValueError, TypeError) as error:
        raise Refusal("bad-date", f"看不懂发布时间“{text[:40]}”，请写成“2024-05-01 09:30”。") from error


def check_record(record: Record, *, known_here: set[str]) -> None:
    """Raises Refusal for what cannot come in: `unreadable`, `no-title`, `no-key`, `twice`, `empty`."""
    if record.problem:
        raise Refusal("unreadable", record.problem)
    if not record.title:
        raise Refusal("no-title", "没有标题。")
    if len(record.title) > 200:
        raise Refusal("long-title", "标题超过200个字。")
    if not record.key:
        raise Refusal("no-key", "没有编号，也没有可以代替编号的原地址。")
    if record.key in known_here:
        raise Refusal("twice", f"编号“{record.key}”在这批内容里已经出现过。")
    if not record.html.strip() and not record.attachments:
        raise Refusal("empty", "没有正文，也没有附件。")


def old_path(url: str) -> str:
    """The path of an old address, for a redirect from it; empty where there is none worth keeping."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if len(path) < 2 or not path.startswith("/") or len(path) > 200:
        return ""
    return f"{path}?{parts.query}" if parts.query else path
