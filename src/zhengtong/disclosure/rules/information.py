"""What a piece of government information must tell of itself, and how its validity may change."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line, tidy_text

from .index import tidy_document_number

PROACTIVE, ON_REQUEST, WITHHELD = "proactive", "on_request", "withheld"
VALID, EXPIRED, REPEALED, AMENDED = "valid", "expired", "repealed", "amended"
VALIDITY_MOVES = {
    VALID: frozenset({EXPIRED, REPEALED, AMENDED}),
    AMENDED: frozenset({AMENDED, EXPIRED, REPEALED}),
    EXPIRED: frozenset({REPEALED}),
    REPEALED: frozenset[str](),
}
"""What is repealed stays repealed; what ran out may still be struck off the list."""
EARLIEST = date(1949, 10, 1)
MOST_KEYWORDS = 10
LONGEST_KEYWORD = 40
MOST_LINES = 20_000
MOST_COLUMNS = 60
WITHHOLDING_ARTICLES = (
    "第十四条（国家秘密）",
    "第十四条（法律、行政法规禁止公开）",
    "第十四条（危及国家安全、公共安全、经济安全、社会稳定）",
    "第十五条（商业秘密、个人隐私）",
    "第十六条第一款（内部事务信息）",
    "第十六条第二款（过程性信息、行政执法案卷信息）",
)
"""政府信息公开条例: on what ground information is not disclosed on the organ's own motion."""


@dataclass(frozen=True, slots=True)
class Table:
    """数据表 — a head and lines of equal length; every cell a text, a number or empty."""

    head: tuple[str, ...]
    lines: tuple[tuple[str | int | float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Details:
    """元数据 — what is entered about a piece of information when it is signed (facts of the catalogue, 条例 第十二条)."""

    title: str
    theme: str
    genre: str
    signed_on: date
    mode: str = PROACTIVE
    form: str = "page"
    audience: tuple[str, ...] = ()
    document_number: str = ""
    is_normative: bool = False
    duty: str = "info.publish"
    mode_reason: str = ""
    mode_article: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    keywords: tuple[str, ...] = ()
    summary: str = ""
    text: str = ""
    table: Table | None = None
    needs_interpretation: bool = False
    department: str = field(default="")


def check_details(details: Details, *, on: date) -> Details:
    """The same, tidied; raises Refusal naming the field that is missing or does not fit."""
    title = tidy_line(details.title)
    if not 4 <= len(title) <= 200:
        raise Refusal("bad-title", "请填写标题（4至200个字）。", "title")
    if not EARLIEST <= details.signed_on <= on:
        raise Refusal("bad-signed-on", "成文日期不能晚于今天，也不能早于1949年10月1日。", "signed_on")
    _check_period(details)
    keywords = tuple(dict.fromkeys(word for each in details.keywords if (word := tidy_line(each))))
    if len(keywords) > MOST_KEYWORDS:
        raise Refusal("too-many-keywords", f"主题词最多{MOST_KEYWORDS}个。", "keywords")
    if any(len(word) > LONGEST_KEYWORD for word in keywords):
        raise Refusal("keyword-too-long", f"一个主题词最多{LONGEST_KEYWORD}个字，多个用空格隔开。", "keywords")
    summary, department = tidy_text(details.summary), tidy_line(details.department)
    for name, said, label, most in (
        ("summary", summary, "内容概述", 1000),
        ("department", department, "责任部门", 60),
        ("mode_reason", details.mode_reason, "不主动公开的理由", 500),
    ):
        if len(said) > most:
            raise Refusal("too-long", f"{label}最多{most}个字，现在有{len(said)}个字。", name)
    reason, article = tidy_text(details.mode_reason), tidy_line(details.mode_article)
    if details.mode == PROACTIVE:
        reason = article = ""
    elif len(reason) < 4:
        raise Refusal("no-mode-reason", "依申请公开或者不予公开的，请写明理由。", "mode_reason")
    elif details.mode == WITHHELD and not article:
        raise Refusal("no-mode-article", "不予公开的，请写明所依据的条款。", "mode_article")
    if details.form == "table" and details.table is None:
        raise Refusal("no-table", "公开形式为数据表的，请上传或者粘贴数据表。", "table")
    return replace(
        details,
        title=title,
        document_number=tidy_document_number(details.document_number),
        keywords=keywords,
        summary=summary,
        text=tidy_text(details.text),
        mode_reason=reason,
        mode_article=article,
        department=department,
        table=check_table(details.table) if details.table is not None else None,
        needs_interpretation=details.needs_interpretation and details.mode == PROACTIVE,
    )


def _check_period(details: Details) -> None:
    if details.effective_on is not None and details.effective_on < details.signed_on:
        raise Refusal("bad-effective-on", "施行日期不能早于成文日期。", "effective_on")
    begins = details.effective_on or details.signed_on
    if details.expires_on is not None and details.expires_on <= begins:
        raise Refusal("bad-expires-on", "失效日期应当晚于施行日期。", "expires_on")


def check_table(table: Table) -> Table:
    """A table with a name over every column and lines as long as the head; raises Refusal naming the line."""
    head = tuple(tidy_line(name) for name in table.head)
    if not head or not all(head) or len(set(head)) != len(head) or len(head) > MOST_COLUMNS:
        raise Refusal("bad-table", f"数据表第一行应当是不重复的列名，最多{MOST_COLUMNS}列。", "table")
    if not 1 <= len(table.lines) <= MOST_LINES:
        raise Refusal("bad-table", f"数据表应当有1至{MOST_LINES}行数据。", "table")
    for number, line in enumerate(table.lines, 2):
        if len(line) != len(head):
            raise Refusal("bad-table", f"数据表第{number}行有{len(line)}列，与列名的{len(head)}列不一致。", "table")
    return Table(head, tuple(tuple(_cell(value) for value in line) for line in table.lines))


def _cell(value: str | int | float | None) -> str | int | float | None:
    return tidy_line(value) if isinstance(value, str) else value


def parse_table(lines: Sequence[Sequence[str]]) -> Table:
    """Rows as read from a file, the first being the head; what is plainly a number becomes one."""
    if not lines:
        raise Refusal("bad-table", "数据表没有内容。", "table")
    head, *rest = lines
    return check_table(Table(tuple(head), tuple(tuple(_number(cell) for cell in line) for line in rest if any(line))))


def _number(cell: str) -> str | int | float | None:
    typed = cell.strip()
    if not typed:
        return None
    plain = typed.replace(",", "")
    if typed[0] == "0" and len(typed) > 1 and typed[1] != ".":
        return typed  # a code that begins with a nought
    try:
        return (
            int(plain) if plain.lstrip("-").isdigit() and len(plain) <= 15 else float(plain) if "." in plain else typed
        )
    except ValueError:
        return typed


def check_validity(now: str, new: str, basis: str) -> str:
    """How validity may change, and on what basis (规范性文件清理); the tidied basis. Raises Refusal."""
    if not new:
        raise Refusal("bad-validity", "请选择变更后的有效性。", "validity")
    if new not in VALIDITY_MOVES.get(now, frozenset()):
        raise Refusal(
            "bad-validity", "不能这样变更有效性：已废止的文件不能恢复，失效的文件只能再列为废止。", "validity"
        )
    said = tidy_text(basis)
    if len(said) < 4:
        raise Refusal("no-basis", "请写明变更有效性的依据，例如作出决定的文件名称和文号。", "basis")
    if len(said) > 200:
        raise Refusal("no-basis", f"变更有效性的依据最多200个字，现在有{len(said)}个字。", "basis")
    return said


def check_reviewer(name: str) -> str:
    """Who reviewed it for secrets; raises Refusal."""
    said = tidy_line(name)
    if not 2 <= len(said) <= 60:
        raise Refusal("no-reviewer", "公开前应当经过保密审查，请填写审查人（2至60个字）。", "reviewer")
    return said


def check_reason(text: str) -> str:
    """Why, in words somebody answers for; raises Refusal."""
    said = tidy_text(text)
    if not 4 <= len(said) <= 200:
        raise Refusal("no-reason", "请写明理由（4至200个字）。", "reason")
    return said


def is_expired(validity: str, expires_on: date | None, on: date) -> bool:
    """Whether what says of itself until when it holds does so no more."""
    return validity in (VALID, AMENDED) and expires_on is not None and expires_on < on
