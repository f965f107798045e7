from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from zhengtong.cms.blocks import home_blocks
from zhengtong.cms.choices import ColumnKind
from zhengtong.cms.places import AddressForm
from zhengtong.cms.screening.panels import FindingsPanel
from zhengtong.org.models import Unit

from .shown import Shown

ADDRESS = RegexValidator(r"^(/(?!/)|https?://)", "地址以“/”开头（本站），或者以“https://”开头（其他网站）。")


class ColumnPage(Shown, Page):
    """栏目 — a list of articles, to any depth; its owner keeps it up to date within its cycle."""

    kind = models.CharField("栏目类别", max_length=20, choices=ColumnKind, default=ColumnKind.NEWS)
    description = models.CharField("栏目说明", max_length=200, blank=True)
    keywords = models.CharField("关键词", max_length=120, blank=True, help_text="用分号隔开")
    owner_unit = models.ForeignKey(
        Unit,
        verbose_name="责任单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="columns",
        help_text="不填则为站点主办单位",
    )
    cycle_days = models.PositiveSmallIntegerField(
        "更新周期（天）",
        null=True,
        blank=True,
        help_text="不填则按栏目类别：动态14天，通知公告和政策文件180天，其他365天",
    )
    leads_to = models.CharField(
        "转到",
        max_length=200,
        blank=True,
        validators=[ADDRESS],
        help_text="这个栏目由别处的页面承担时填写，例如“/hall/”；不填则显示栏目自己的稿件",
    )

    content_panels = [
        FindingsPanel(),
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("kind"),
        MultiFieldPanel([FieldPanel("owner_unit"), FieldPanel("cycle_days"), FieldPanel("keywords")], "责任与更新"),
        FieldPanel("leads_to"),
    ]
    base_form_class = AddressForm
    parent_page_types = ["cms.SitePage", "cms.ColumnPage", "cms.TopicPage"]
    subpage_types = ["cms.ColumnPage", "cms.TopicPage", "cms.ArticlePage"]
    template = "portal/column.html"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list of its articles; a column that stands for another place leads there."""
        return redirect(self.leads_to) if self.leads_to else super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zhengtong.cms.frame import listing

        context = super().get_context(request, *args, **kwargs)
        return context | listing(self, request, context)

    class Meta:
        verbose_name = "栏目"


class TopicPage(Shown, Page):
    """专题 — one subject with blocks of its own and columns below it."""

    summary = models.CharField("导语", max_length=300, blank=True)
    picture = models.ForeignKey(
        "cms.Picture", verbose_name="题图", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(home_blocks(), verbose_name="专题版块", blank=True)

    content_panels = [
        FindingsPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    base_form_class = AddressForm
    parent_page_types = ["cms.SitePage", "cms.ColumnPage"]
    subpage_types = ["cms.ColumnPage", "cms.ArticlePage"]
    template = "portal/topic.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zhengtong.cms.frame import listing, sections

        context = super().get_context(request, *args, **kwargs)
        return context | listing(self, request, context) | sections(self, request)

    class Meta:
        verbose_name = "专题"
