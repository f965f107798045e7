"""What a source must say, how often it is asked, and when it counts as broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhengtong.foundation.errors import Refusal

from .addresses import Listed, entry_for, host_name, read
from .listing import Rule

SHORTEST_MINUTES, LONGEST_MINUTES = 10, 7 * 24 * 60
MOST_NEW = 50
BREAKS_AFTER = 3
"""Failures in a row after which a source is reported as broken."""
AT_ONCE = frozenset({"no-links"})
"""Failures that do not mend by themselves: reported the first time."""
PASSING = frozenset({"asked-to-wait", "out-of-time"})
"""No fault of the source: it asked us to be slower."""
FOR_GOOD = frozenset({"gone", "too-large", "no-text", "no-title", "too-long", "redirect-loop"})
"""What will be so next time too: a page refused for it is not asked for again."""
_LONGEST_WAIT = timedelta(days=1)
_SUFFIXES = frozenset({"gov.cn", "com.cn", "org.cn", "net.cn", "edu.cn", "ac.cn", "mil.cn"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source as its editor describes it."""

    name: str
    kind: str
    address: str
    rule_kind: str
    rule: str
    since: date
    minutes: int
    most: int
    takes_pictures: bool = False

    def check(self, listed: Iterable[Listed], *, today: date) -> None:
        """Raises Refusal `no-name`, `bad-address`, `host-not-listed`, `bad-rule`, `no-rule`, `minutes`, `most`, `since`."""
        if not self.name.strip() or len(self.name) > 60:
            raise Refusal("no-name", "请填写来源名称，不超过60个字，采集的稿件用它注明来源。", "name")
        entry_for(read(self.address), listed)
        Rule(self.rule_kind, self.rule).check()
        if self.kind == "list" and not self.rule.strip():
            raise Refusal("no-rule", "列表网页须写明哪些链接是文章，例如“*/art/*.html”或“.news-list a”。", "rule")
        if self.kind != "list" and self.rule_kind == "selector":
            raise Refusal("bad-rule", "CSS选择器只用于列表网页，订阅和站点地图请用网址通配。", "rule")
        if not SHORTEST_MINUTES <= self.minutes <= LONGEST_MINUTES:
            raise Refusal("minutes", f"采集间隔为{SHORTEST_MINUTES}分钟至7天。", "minutes")
        if not 1 <= self.most <= MOST_NEW:
            raise Refusal("most", f"每轮最多采集1至{MOST_NEW}篇。", "most")
        if self.since > today:
            raise Refusal("since", "起始日期不能晚于今天。", "since")


def host_entry(host: str, port: int | None, *, with_subdomains: bool, is_internal: bool) -> Listed:
    """A new entry of the white list; raises Refusal `bad-host`, `too-wide`."""
    name = host_name(host)
    labels = name.split(".")
    is_number = ":" in name or name.replace(".", "").isdigit()
    is_wide = len(labels) < 2 or name in _SUFFIXES or (len(labels) == 2 and labels[1] == "cn" and len(labels[0]) <= 3)
    if with_subdomains and (is_number or is_wide):
        raise Refusal("too-wide", f"“{name}”范围太大，请写到具体的单位，例如“jian.gov.cn”。", "host")
    if port is not None and not 1 <= port <= 65535:
        raise Refusal("bad-port", "端口为1至65535。", "port")
    return Listed(name, port, with_subdomains, is_internal)


def next_round(at: datetime, minutes: int, failures: int) -> datetime:
    """When a source is asked again: in its interval, twice as late with every failure in a row, at most a day later."""
    interval = timedelta(minutes=minutes)
    return at + max(interval, min(interval * (1 << min(failures, 10)), _LONGEST_WAIT))


def is_broken(failures: int, code: str) -> bool:
    return failures >= BREAKS_AFTER or code in AT_ONCE
