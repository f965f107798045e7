from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection, Page
from wagtail.url_routing import RouteResult

from zhengtong.cms.blocks import home_blocks
from zhengtong.cms.choices import SiteState
from zhengtong.cms.chosen import ChosenForm
from zhengtong.cms.screening.panels import FindingsPanel
from zhengtong.org.models import Unit

from .shown import Shown

PORTAL_DEPTH = 2


class SitePage(Shown, Page):
    """站点 — the home page of one site of the cluster: the county's portal, or a department's or township's under it."""

    unit = models.ForeignKey(Unit, verbose_name="主办单位", on_delete=models.PROTECT, related_name="sites")
    collection = models.OneToOneField(Collection, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    english_name = models.CharField("英文名称", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=SiteState, default=SiteState.OPEN, editable=False)
    notice = models.TextField("下线公告", max_length=500, blank=True, editable=False)
    body = StreamField(home_blocks(), verbose_name="首页版块", blank=True)

    base_form_class = ChosenForm
    content_panels = [
        FindingsPanel(),
        *Page.content_panels,
        FieldPanel("english_name"),
        FieldPanel("body"),
    ]
    promote_panels = [MultiFieldPanel(Page.promote_panels, "推广")]
    settings_panels = [FieldPanel("unit"), *Page.settings_panels]
    parent_page_types = ["wagtailcore.Page", "cms.SitePage"]
    subpage_types = ["cms.SitePage", "cms.ColumnPage", "cms.TopicPage"]
    template = "portal/site.html"

    @property
    def short_title(self) -> str:
        """The name among the county's own sites: 民政局, 横龙镇."""
        from zhengtong.cms.presenting import short_title

        return short_title(self.title)

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        """The page at an address, found with one query for the whole way to it. Raises Http404."""
        from zhengtong.cms import presenting

        way = presenting.found_below(self, path_components)
        rest = list(path_components)[len(way) - 1 :]
        page = way[-1].specific if type(way[-1]) is Page else way[-1]
        page.way = way if self.depth == PORTAL_DEPTH else [*presenting.way_to(self)[:-1], *way]
        if len(way) > 1:
            return page.route(request, rest)
        if rest:
            raise Http404
        return super().route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zhengtong.cms.frame import sections

        return super().get_context(request, *args, **kwargs) | sections(self, request)

    class Meta:
        verbose_name = "站点"
