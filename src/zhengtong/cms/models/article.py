from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from zhengtong.cms.blocks import article_blocks
from zhengtong.cms.choices import ArticleForm, Validity, Withdrawal
from zhengtong.cms.chosen import ChosenForm
from zhengtong.cms.screening.panels import FindingsPanel

from .editorial import Editorial
from .shown import Shown


class ArticlePage(Editorial, Shown, Page):
    """稿件 — a text, a picture story, a video, a table, a chart or a document, with its source and its date."""

    form = models.CharField("公开形式", max_length=10, choices=ArticleForm, default=ArticleForm.PAGE)
    subtitle = models.CharField("副标题", max_length=120, blank=True)
    source = models.CharField("来源", max_length=60, help_text="转载的稿件必须写明原来源")
    source_url = models.URLField("原文地址", blank=True)
    author = models.CharField("作者", max_length=40, blank=True)
    published_on = models.DateTimeField("发布时间", null=True, blank=True, help_text="不填则为首次发布的时间")
    summary = models.CharField("摘要", max_length=120, blank=True)
    keywords = models.CharField("关键词", max_length=120, blank=True, help_text="用分号隔开")
    picture = models.ForeignKey(
        "cms.Picture", verbose_name="首图", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(article_blocks(), verbose_name="正文", blank=True)
    is_pinned = models.BooleanField("置顶", default=False)
    validity = models.CharField("有效性", max_length=10, choices=Validity, blank=True, default=Validity.NONE)
    validity_basis = models.CharField("有效性依据", max_length=200, blank=True, editable=False)
    withdrawal = models.CharField(max_length=12, choices=Withdrawal, blank=True, default="", editable=False)
    withdrawal_note = models.CharField(max_length=300, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="replaces"
    )
    shared_from = models.ForeignKey("self", null=True, editable=False, on_delete=models.PROTECT, related_name="shares")
    """推送: the article this page shows by reference in another column; its text is that article's."""

    base_form_class = ChosenForm
    content_panels = [
        FindingsPanel(),
        *Page.content_panels,
        FieldPanel("subtitle"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("author"), FieldPanel("published_on")], "出处"
        ),
        FieldPanel("form"),
        FieldPanel("picture"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    settings_panels = [
        MultiFieldPanel([FieldPanel("validity"), FieldPanel("is_pinned"), FieldPanel("keywords")], "属性"),
        *Page.settings_panels,
    ]
    parent_page_types = ["cms.ColumnPage", "cms.TopicPage"]
    subpage_types: list[str] = []
    template = "portal/article.html"

    @property
    def shown_at(self) -> datetime | None:
        """The moment a reader is told: 发布时间, else when it was first published."""
        return self.__dict__.get("shown_at") or self.published_on or self.first_published_at

    @shown_at.setter
    def shown_at(self, moment: datetime | None) -> None:
        self.__dict__["shown_at"] = moment

    @property
    def policy_facts(self) -> Sequence[tuple[str, str]]:
        """The rows of a document's metadata table (索引号, 文号, 有效性 …); none for articles not in the register."""
        from zhengtong.cms.register.queries import facts_of, information_of

        row = information_of(self)
        return facts_of(row) if row is not None else ()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The article; published in error it is gone, consolidated it leads to what took its place."""
        if self.withdrawal == Withdrawal.ERROR:
            return render(request, "portal/gone.html", self.get_context(request), status=410)
        if self.withdrawal == Withdrawal.CONSOLIDATED and self.replaced_by_id:
            return redirect(self.replaced_by.get_url(request), permanent=True)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zhengtong.cms.frame import reading

        return super().get_context(request, *args, **kwargs) | reading(self, request)

    class Meta:
        verbose_name = "稿件"
