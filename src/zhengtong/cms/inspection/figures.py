"""What the yearly table counts by itself, and the rows behind every count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhengtong.cases.models import Case
from zhengtong.catalog.queries import published_items
from zhengtong.cms import policies
from zhengtong.cms.choices import ArticleForm, ColumnKind, Withdrawal
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage, TopicPage
from zhengtong.dialogue.choices import LetterState
from zhengtong.dialogue.models import Letter
from zhengtong.disclosure.queries import information as disclosure
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import CitizenKind
from zhengtong.org.models import Citizen
from zhengtong.visits import queries as visits

from .listing import address_of

MOST_ROWS = 500
_TEXT_FORMS = (ArticleForm.PAGE, ArticleForm.DOCUMENT, ArticleForm.TABLE)
_PICTURE_FORMS = (ArticleForm.GALLERY, ArticleForm.CHART)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was counted: what it is called, where it is found, when."""

    title: str
    url: str
    at: date | datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A counted value (None: it cannot be told, and `note` says why) and what brings the rows behind it."""

    value: int | float | str | None
    note: str = ""
    rows: Callable[[], Iterable[Row]] = field(default=tuple)


class Figures:
    """The counted cells of one site and year; each is asked for when it is needed."""

    def __init__(self, site: SitePage, year: int) -> None:
        self.site, self.year = site, year
        self.is_portal = site.depth == policies.PORTAL_DEPTH

    def cells(self) -> dict[str, Cell]:
        """Every counted field → its cell (the queries do not grow with what is counted)."""
        return self._basic() | self._visits() | self._published() | self._services() | self._letters()

    def rows(self, key: str) -> list[Row]:
        """The rows behind one cell, at most 500; raises Unknown for a field nobody counts."""
        found = self.cells().get(key)
        if found is None:
            raise Unknown("这一项不是统计项。")
        return list(found.rows())[:MOST_ROWS]

    def _basic(self) -> dict[str, Cell]:
        path = address_of(self.site.url_path)
        return {
            "name": Cell(self.site.title),
            "address": Cell(path if "://" in path else f"{settings.PUBLIC_URL}{path}"),
            "unit": Cell(self.site.unit.name),
            "site_code": Cell(settings.COUNTY["site_code"]),
            "icp": Cell(settings.COUNTY["icp"]),
            "police": Cell(settings.COUNTY["police"]),
        }

    def _visits(self) -> dict[str, Cell]:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        if self.is_portal:
            views, visitors = visits.of_year(self.year)
            return {
                "visitors": Cell(visitors, "按日计算的访客数之和", lambda: _months(self.year)),
                "views": Cell(views, "", lambda: _months(self.year)),
            }
        path = address_of(self.site.url_path)
        return {
            "visitors": Cell(None, "访客按域名统计，本站与门户使用同一域名，不能单列"),
            "views": Cell(visits.under([path], first, last).get(path, 0), "", lambda: _most_read(path, first, last)),
        }

    def _published(self) -> dict[str, Cell]:
        kinds = self._paths_by_kind
        information = disclosure.published().filter(published_at__year=self.year)
        if not self.is_portal:
            information = information.filter(organ=self.site.unit)
        topics = self._own(TopicPage.objects.filter(live=True))
        explained = self._below(self._articles, kinds.get(ColumnKind.INTERPRETATION, []))
        return {
            "published": _pages(self._articles),
            "overview": _pages(self._below(self._articles, kinds.get(ColumnKind.OVERVIEW, []))),
            "news": _pages(
                self._below(self._articles, kinds.get(ColumnKind.NEWS, []) + kinds.get(ColumnKind.NOTICE, []))
            ),
            "information": Cell(
                information.count(),
                "",
                lambda: (
                    Row(
                        one.title, reverse("citizen:information", args=one.index_number.split("/", 1)), one.published_at
                    )
                    for one in information.order_by("-published_at")
                ),
            ),
            "topics": _pages(topics),
            "topics_new": _pages(topics.filter(first_published_at__year=self.year)),
            "explained": _pages(explained),
            "explained_text": _pages(explained.filter(form__in=_TEXT_FORMS)),
            "explained_picture": _pages(explained.filter(form__in=_PICTURE_FORMS)),
            "explained_media": _pages(explained.filter(form=ArticleForm.VIDEO)),
        }

    def _services(self) -> dict[str, Cell]:
        items = published_items()
        cases = Case.objects.filter(submitted_at__year=self.year)
        if not self.is_portal:
            items, cases = items.filter(item__unit=self.site.unit), cases.filter(unit=self.site.unit)
        users = Citizen.objects.filter(user__date_joined__year__lte=self.year)
        note = "" if self.is_portal else "账户由全县统一管理，见门户网站报表"
        return {
            "users": Cell(users.count() if self.is_portal else None, note),
            "items": _items(items),
            "items_online": _items(items.filter(is_online=True)),
            "cases": _cases(cases),
            "cases_natural": _cases(cases.filter(applicant_kind=CitizenKind.NATURAL)),
            "cases_legal": _cases(cases.exclude(applicant_kind=CitizenKind.NATURAL)),
        }

    def _letters(self) -> dict[str, Cell]:
        letters = Letter.objects.filter(sent_at__year=self.year)
        if not self.is_portal:
            letters = letters.filter(unit=self.site.unit)
        answered = letters.filter(state=LetterState.ANSWERED)
        took = [done - sent for done, sent in answered.values_list("answered_at", "sent_at") if done]
        days = round(sum(took, timedelta()) / len(took) / timedelta(days=1), 1) if took else None
        return {
            "letters": _letter_rows(letters),
            "letters_done": _letter_rows(answered),
            "letters_days": Cell(days, "" if took else "本年度没有办结的留言", _letter_rows(answered).rows),
            "letters_public": _letter_rows(letters.filter(is_published=True)),
        }

    @cached_property
    def _articles(self) -> QuerySet[ArticlePage]:
        """What was published in the year and still stands."""
        hidden = (Withdrawal.ERROR, Withdrawal.CONSOLIDATED)
        shown = Coalesce("published_on", "first_published_at")
        rows = ArticlePage.objects.filter(live=True).exclude(withdrawal__in=hidden).annotate(told_at=shown)
        return self._own(rows).filter(told_at__year=self.year).order_by(F("told_at").desc(), "pk")

    @cached_property
    def _others(self) -> list[str]:
        """The paths of sites that stand below this one."""
        below = SitePage.objects.filter(path__startswith=self.site.path).exclude(pk=self.site.pk)
        return list(below.values_list("path", flat=True))

    @cached_property
    def _paths_by_kind(self) -> dict[str, list[str]]:
        """Kind of column → the paths of this site's columns of that kind."""
        found: dict[str, list[str]] = {}
        for kind, path in self._own(ColumnPage.objects.all()).values_list("kind", "path"):
            found.setdefault(kind, []).append(path)
        return found

    def _own(self, pages: QuerySet) -> QuerySet:
        within = Q(path__startswith=self.site.path)
        for path in self._others:
            within &= ~Q(path__startswith=path)
        return pages.filter(within)

    @staticmethod
    def _below(pages: QuerySet, paths: Iterable[str]) -> QuerySet:
        within = Q(pk__in=[])
        for path in paths:
            within |= Q(path__startswith=path)
        return pages.filter(within)


def _pages(pages: QuerySet) -> Cell:
    def rows() -> Iterable[Row]:
        for page in pages[:MOST_ROWS]:
            yield Row(page.title, address_of(page.url_path), getattr(page, "told_at", page.first_published_at))

    return Cell(pages.count(), "", rows)


def _items(items: QuerySet) -> Cell:
    def rows() -> Iterable[Row]:
        for version in items[:MOST_ROWS]:
            url = reverse("citizen:item", args=[version.item.code])
            yield Row(f"{version.item.code} {version.content['name']}", url, version.published_at)

    return Cell(items.count(), "统计时在用的事项", rows)


def _cases(cases: QuerySet) -> Cell:
    """Cases are somebody's: the number and the item are shown, never who asked."""

    def rows() -> Iterable[Row]:
        for case in cases.order_by("-submitted_at")[:MOST_ROWS]:
            yield Row(f"{case.ref} {case.item_code}", "", case.submitted_at)

    return Cell(cases.count(), "", rows)


def _letter_rows(letters: QuerySet) -> Cell:
    """Letters by their number; only those that are published by their title."""

    def rows() -> Iterable[Row]:
        for letter in letters.order_by("-sent_at")[:MOST_ROWS]:
            yield Row(f"{letter.ref} {letter.title}" if letter.is_published else letter.ref, "", letter.sent_at)

    return Cell(letters.count(), "", rows)


def _months(year: int) -> Iterable[Row]:
    return (Row(f"{day:%Y年%m月} {views}次", "", day) for day, views in visits.by_month(year).items())


def _most_read(path: str, first: date, last: date) -> Iterable[Row]:
    return (Row(f"{one} {views}次", one, None) for one, views in visits.by_path(first, last, below=[path]))
