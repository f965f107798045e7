"""How every site stands against the national inspection now: each indicator with the rows behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.db.models.functions import Coalesce, Left, Length, TruncDate
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from wagtail.models import Page

from zhengtong.catalog.guide import Guide
from zhengtong.catalog.queries import published_items
from zhengtong.cms import policies
from zhengtong.cms.choices import ColumnKind, Withdrawal
from zhengtong.cms.duties import queries as duties
from zhengtong.cms.duties.rules import Standing
from zhengtong.cms.models import ArticlePage, SitePage
from zhengtong.dialogue.choices import LetterState
from zhengtong.dialogue.models import Letter
from zhengtong.guards import queries as guards
from zhengtong.guards.choices import FindingLevel, FindingState
from zhengtong.guards.models import Finding

from . import queries
from .choices import DefectKind, DefectState
from .listing import address_of
from .models import Defect, InspectedPage, Probe
from .rules import veto
from .rules.veto import Light, Verdict

YEAR = timedelta(days=365)
WEEK = timedelta(days=7)
_ELEMENTS: dict[str, Callable[[Guide], object]] = {
    "事项名称": lambda guide: guide.name,
    "设定依据": lambda guide: guide.bases,
    "申请条件": lambda guide: guide.conditions,
    "办理材料": lambda guide: guide.materials or not guide.can_be_applied_for,
    "办理地点": lambda guide: guide.address,
    "办理时间": lambda guide: guide.hours,
    "联系电话": lambda guide: guide.phone,
    "办理流程": lambda guide: guide.steps,
}
"""The eight kinds of elements of a guide the inspection looks for."""
_DEFINITIONS = {
    "errors": ("安全、泄密事故等严重问题", "出现严重表述错误、泄露国家秘密或个人信息、链接反动暴力色情等内容的，单项否决。"),
    "availability": ("站点无法访问", "监测1周，每天间隔性访问20次以上，超过15秒打不开即为失败，累计占比5%（含）以上的，单项否决。"),
    "home": ("首页不更新", "首页栏目（首页仅为导航页的，为所有二级页面）2周未更新的，单项否决。"),
    "columns": ("栏目不更新", "动态、要闻类2周未更新与通知公告、政策文件类6个月未更新的栏目共5个（含）以上，"
        "或者应更新未更新10个（含）以上，或者空白栏目5个（含）以上的，单项否决。"),
    "interaction": ("互动回应差", "未提供网上咨询建言渠道，或者近1年内对网民有效的政务咨询类留言超过3个月未答复的，单项否决。"),
    "services": ("服务不实用", "未提供办事服务，或者指南8类要素缺失4类及以上的事项超过5项（不足5项的为全部）的，单项否决。"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row behind a value: what, where to look, since when."""

    title: str
    url: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of one site, now."""

    key: str
    name: str
    definition: str
    verdict: Verdict
    rows: tuple[Evidence, ...] = ()

    @property
    def light(self) -> Light:
        return self.verdict.light


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages of the public to one unit in the last year: how many came, and which wait too long."""

    received: int = 0
    waiting: tuple[Evidence, ...] = ()


Channel = Callable[[datetime], dict[int, Messages]]


def letters(at: datetime) -> dict[int, Messages]:
    """网上咨询: unit → its letters. Those that wait are known by their number alone."""
    rows = Letter.objects.filter(sent_at__gt=at - YEAR)
    received = dict(rows.order_by().values_list("unit").annotate(Count("pk")))
    late = rows.filter(state=LetterState.OPEN, sent_at__lt=at - timedelta(days=veto.WAITING_DAYS)).order_by("sent_at")
    waiting: dict[int, list[Evidence]] = defaultdict(list)
    for unit, ref, sent_at in late.values_list("unit", "ref", "sent_at"):
        waiting[unit].append(Evidence(f"信件{ref}", "", f"{localtime(sent_at):%Y-%m-%d}收到"))
    return {unit: Messages(count, tuple(waiting[unit])) for unit, count in received.items()}


CHANNELS: dict[str, Channel] = {"网上咨询": letters}
"""咨询建言渠道: a room that receives messages of the public adds its own."""


@dataclass
class County:
    """All sites at one moment: what the indicators need is read once for all of them."""

    at: datetime
    sites: Iterable[SitePage] = field(default_factory=tuple)

    def of(self, site: SitePage) -> list[Indicator]:
        """The six indicators of a site."""
        made = {
            "errors": self._errors,
            "availability": self._availability,
            "home": self._home,
            "columns": self._columns,
            "interaction": self._interaction,
            "services": self._services,
        }
        return [Indicator(key, *_DEFINITIONS[key], *make(site)) for key, make in made.items()]

    # -- one by one --

    def _errors(self, site: SitePage) -> tuple[Verdict, tuple[Evidence, ...]]:
        words = self._words.get(site.unit_id, [])
        leaks = self._defects.get((site.pk, DefectKind.LEAK), [])
        rows = [Evidence(row.title or row.what, row.url, f"严重表述错误：{row.what}") for row in words]
        rows += [Evidence(row.page.title, row.page.url, row.reason) for row in leaks]
        return veto.judge_errors(len(words), len(leaks), is_covered=self._is_covered(site)), tuple(rows)

    def _is_covered(self, site: SitePage) -> bool:
        scan = guards.last_rescan()
        pages, checked = self._checked.get(site.pk, (0, 0))
        return scan is not None and pages > 0 and pages == checked

    def _availability(self, site: SitePage) -> tuple[Verdict, tuple[Evidence, ...]]:
        by_day = self._probes.get(site.pk, {})
        rows = [
            Evidence(f"{day}", "", f"探测{tried}次，失败{failed}次") for day, (tried, failed) in sorted(by_day.items())
        ]
        rows += [
            Evidence(f"{localtime(slot):%Y-%m-%d %H:%M}", "", problem)
            for slot, problem in self._failures.get(site.pk, ())
        ]
        return veto.judge_availability(by_day), tuple(rows)

    def _home(self, site: SitePage) -> tuple[Verdict, tuple[Evidence, ...]]:
        newest = self._newest.get(site.pk)
        if newest is None:
            return veto.judge_home(None), ()
        told_at, title, url_path = newest
        days = (localdate(self.at) - localdate(told_at)).days
        return veto.judge_home(max(days, 0)), (
            Evidence(title, address_of(url_path), f"{localtime(told_at):%Y-%m-%d}发布"),
        )

    def _columns(self, site: SitePage) -> tuple[Verdict, tuple[Evidence, ...]]:
        today = localdate(self.at)
        found = self._duties.get(site.pk, [])
        news = [one for one in found if _is(one, (ColumnKind.NEWS,), veto.NEWS_DAYS, today)]
        notices = [one for one in found if _is(one, (ColumnKind.NOTICE, ColumnKind.POLICY), veto.NOTICE_DAYS, today)]
        late = [one for one in found if one.standing(today) == Standing.OVERDUE]
        empty = [one for one in found if one.standing(today) == Standing.EMPTY]
        worst = {one.page.pk: one for one in [*news, *notices, *late, *empty]}.values()
        rows = tuple(
            Evidence(
                one.page.title, address_of(one.page.url_path),
                f"{one.standing(today).value}，{one.duty.days_since(today)}天没有新内容，周期{one.duty.cycle_days}天",
            )
            for one in worst
        )  # fmt: skip
        return veto.judge_columns(len(news), len(notices), len(late), len(empty), len(found)), rows

    def _interaction(self, site: SitePage) -> tuple[Verdict, tuple[Evidence, ...]]:
        received, waiting = 0, []
        for told in self._messages.values():
            of = list(told.values()) if site.depth == policies.PORTAL_DEPTH else [told.get(site.unit_id, Messages())]
            received += sum(one.received for one in of)
            waiting += [row for one in of for row in one.waiting]
        verdict = veto.judge_interaction(len(waiting), received, has_channel=bool(self._messages))
        return verdict, tuple(waiting)

    def _services(self, site: SitePage) -> tuple[Verdict, tuple[Evidence, ...]]:
        is_portal = site.depth == policies.PORTAL_DEPTH
        items = [one for one in self._items if is_portal or one[0] == site.unit_id]
        poor = [one for one in items if len(one[3]) >= veto.ELEMENTS]
        rows = tuple(
            Evidence(name, reverse("citizen:item", args=[code]), f"缺{'、'.join(lacks)}")
            for _, code, name, lacks in poor
        )
        return veto.judge_services(len(items), len(poor)), rows

    # -- read once --

    @cached_property
    def _words(self) -> dict[int, list[Finding]]:
        rows: dict[int, list[Finding]] = defaultdict(list)
        for row in Finding.objects.filter(state=FindingState.OPEN, level=FindingLevel.BLOCK, unit__isnull=False):
            rows[row.unit_id].append(row)
        return rows

    @cached_property
    def _defects(self) -> dict[tuple[int, str], list[Defect]]:
        rows: dict[tuple[int, str], list[Defect]] = defaultdict(list)
        for row in Defect.objects.filter(state=DefectState.OPEN).select_related("page"):
            rows[row.page.site_id, row.kind].append(row)
        return rows

    @cached_property
    def _checked(self) -> dict[int, tuple[int, int]]:
        fresh = Q(checked_at__gt=self.at - queries.NIGHT_LASTS)
        rows = InspectedPage.objects.filter(is_public=True).order_by().values_list("site")
        return {
            site: (pages, seen)
            for site, pages, seen in rows.annotate(pages=Count("pk"), seen=Count("pk", filter=fresh))
        }

    @cached_property
    def _probes(self) -> dict[int, dict[str, tuple[int, int]]]:
        rows = Probe.objects.filter(slot__gt=self.at - WEEK, slot__lte=self.at).annotate(day=TruncDate("slot"))
        found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
        counted = (
            rows.order_by()
            .values_list("site", "day")
            .annotate(tried=Count("pk"), failed=Count("pk", filter=~Q(problem="")))
        )
        for site, day, tried, failed in counted:
            found[site][f"{day:%Y-%m-%d}"] = (tried, failed)
        return found

    @cached_property
    def _failures(self) -> dict[int, list[tuple[datetime, str]]]:
        found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        rows = Probe.objects.filter(slot__gt=self.at - WEEK).exclude(problem="").order_by("-slot")[:2000]
        for site, slot, problem in rows.values_list("site", "slot", "problem"):
            found[site].append((slot, problem))
        return found

    @cached_property
    def _newest(self) -> dict[int, tuple[datetime, str, str]]:
        """Site → when its newest article was published, with title and address; an article counts for its nearest site."""
        roots = {path: pk for pk, path in SitePage.objects.values_list("pk", "path")}
        hidden = (Withdrawal.ERROR, Withdrawal.CONSOLIDATED)
        rows = ArticlePage.objects.filter(live=True).exclude(withdrawal__in=hidden)
        rows = rows.annotate(told_at=Coalesce("published_on", "first_published_at")).filter(told_at__lte=self.at)
        # The newest of every column, then of every site: an article stands directly in its column.
        rows = rows.annotate(above=Left("path", Length("path") - Page.steplen)).order_by("above", "-told_at", "pk")
        found: dict[int, tuple[datetime, str, str]] = {}
        newest = rows.distinct("above").values_list("above", "told_at", "title", "url_path")
        for above, told_at, title, url_path in newest:
            site = next(roots[above[:end]] for end in range(len(above), 0, -Page.steplen) if above[:end] in roots)
            if site not in found or told_at > found[site][0]:
                found[site] = (told_at, title, url_path)
        return found

    @cached_property
    def _duties(self) -> dict[int, list[duties.Column]]:
        found: dict[int, list[duties.Column]] = defaultdict(list)
        for one in duties.columns():
            found[one.site.pk].append(one)
        return found

    @cached_property
    def _messages(self) -> dict[str, dict[int, Messages]]:
        return {name: channel(self.at) for name, channel in CHANNELS.items()}

    @cached_property
    def _items(self) -> list[tuple[int, str, str, list[str]]]:
        """Unit, code, name of every item and which of the eight elements its guide lacks."""
        found = []
        for version in published_items():
            guide = Guide.of(version.content)
            lacks = [name for name, read in _ELEMENTS.items() if not read(guide)]
            found.append((version.item.unit_id, version.item.code, guide.name, lacks))
        return found


def _is(one: duties.Column, kinds: Iterable[str], days: int, today: object) -> bool:
    """Whether a column of one of these kinds has had nothing new for longer than so many days (an empty one is counted apart)."""
    return one.page.kind in kinds and one.newest_at is not None and one.duty.days_since(today) > days  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Deduction:
    """扣分项 of the 100 points, as far as it can be measured: what, how many, what it costs (None: cannot be told)."""

    name: str
    said: str
    points: float | None


def deductions(site: SitePage) -> list[Deduction]:
    """What can be measured of the deductions. The weights of links are those of the 2015 survey (facts §5.3)."""
    rows = Defect.objects.filter(state=DefectState.OPEN, page__site=site, page__is_public=True)
    links = rows.filter(kind__in=(DefectKind.LINK, DefectKind.EXTERNAL, DefectKind.ANSWER))
    counted = rows.aggregate(
        home=Count("pk", filter=Q(kind__in=(DefectKind.LINK, DefectKind.EXTERNAL)) & Q(page__kind="home")),
        alt=Count("pk", filter=Q(kind=DefectKind.ALT)),
        tags=Count("page", filter=Q(kind=DefectKind.TAG), distinct=True),
        foot=Count("pk", filter=Q(kind=DefectKind.FOOT)),
    )
    others = links.count() - counted["home"]
    return [
        Deduction("首页链接不可用", f"{counted['home']}个，每个扣1分", float(counted["home"])),
        Deduction("其他页面链接不可用", f"{others}个，每个扣0.1分", round(others * 0.1, 1)),
        Deduction("页面标签不规范", f"{counted['tags']}个网页", None),
        Deduction("页脚要素缺失", f"{counted['foot']}处", None),
        Deduction("图片缺少替代文字", f"{counted['alt']}处", None),
    ]
