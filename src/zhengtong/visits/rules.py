"""What counts as a visit, who is no person, and how many people stand behind a day's lines. No database, no clock.

Counted from the site's own log, without a script in the page and without a third party; only sums are kept. What tells
one visitor from another (address and browser) is hashed with a salt that is thrown away when the day is counted, so
nobody can be followed from one day to the next (个人信息保护法 第五十一条: 去标识化).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# Machines name themselves; what names nothing at all is none of a reader's browsers either.
_BOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|scan|monitor|probe|curl|wget|python|java/|go-http|okhttp|httpclient|headless|phantom"
    r"|fetch|archiver|validator|feed|rss|wrk|apachebench",
    re.IGNORECASE,
)
_SEARCH = ("baidu.", "so.com", "sogou.", "sm.cn", "bing.", "google.", "toutiao.")
_LONGEST_PATH = 500
# Not pages: their parts, and the doors where nobody reads the news.
_NO_PAGE = re.compile(
    r"^/(static|media|documents|api|editor|desk|oversight|healthz|account|files|papers)(/|$)|\.(txt|xml|json|ico|png|jpe?g|css|js)$"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One page shown to one reader: `path` without its query, `visitor` an unlinkable token of the day."""

    host: str
    path: str
    visitor: str
    source: str


@dataclass(slots=True)
class Day:
    """The sums of one day: pages shown, and the visitors of each host."""

    views: Counter[tuple[str, str]] = field(default_factory=Counter)
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)
    visitors: dict[str, set[str]] = field(default_factory=dict)

    def add(self, visits: Iterable[Visit]) -> None:
        for visit in visits:
            self.views[visit.host, visit.path] += 1
            self.sources[visit.host, visit.source] += 1
            self.visitors.setdefault(visit.host, set()).add(visit.visitor)


def is_bot(agent: str) -> bool:
    """Whether a User-Agent is a machine's, or no browser's at all."""
    return not agent.startswith("Mozilla/") or _BOT.search(agent) is not None


def is_page(path: str) -> bool:
    """Whether an address is a page of the public site."""
    return path.startswith("/") and len(path) <= _LONGEST_PATH and _NO_PAGE.search(path) is None


def source_of(referrer: str, host: str) -> str:
    """来源: `direct` 直接访问, `inside` 站内, `search` 搜索引擎, else the host one came from (never the whole address)."""
    came_from = (urlsplit(referrer).hostname or "") if referrer else ""
    if not came_from:
        return "direct"
    if came_from == host.partition(":")[0]:
        return "inside"
    if any(name in came_from for name in _SEARCH):
        return "search"
    return came_from[:120]


def token(address: str, agent: str, salt: bytes) -> str:
    """What stands for a visitor on one day."""
    return hashlib.blake2b(f"{address}\0{agent}".encode(), key=salt, digest_size=12).hexdigest()


def visit_of(line: dict[str, str], salt: bytes) -> Visit | None:
    """One line of the log as a visit; None: a machine, a failure, no page."""
    path = line["path"].partition("?")[0]
    if line["status"] not in ("200", "304") or is_bot(line["agent"]) or not is_page(path):
        return None
    host = line["host"].lower()[:120]
    return Visit(host, path, token(line["address"], line["agent"], salt), source_of(line["referrer"], host))
