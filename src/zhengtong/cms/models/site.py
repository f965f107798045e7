from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection, Page

from zhengtong.cms.blocks import home_blocks
from zhengtong.cms.choices import SiteState
from zhengtong.org.models import Unit


class SitePage(Page):
    """站点 — the home page of one site of the cluster: the county's portal, or a department's or township's under it."""

    unit = models.ForeignKey(Unit, verbose_name="主办单位", on_delete=models.PROTECT, related_name="sites")
    collection = models.OneToOneField(Collection, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    english_name = models.CharField("英文名称", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=SiteState, default=SiteState.OPEN, editable=False)
    notice = models.TextField("下线公告", max_length=500, blank=True, editable=False)
    body = StreamField(home_blocks(), verbose_name="首页版块", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("english_name"),
        FieldPanel("body"),
    ]
    promote_panels = [MultiFieldPanel(Page.promote_panels, "推广")]
    settings_panels = [FieldPanel("unit"), *Page.settings_panels]
    parent_page_types = ["wagtailcore.Page", "cms.SitePage"]
    subpage_types = ["cms.SitePage", "cms.ColumnPage", "cms.TopicPage"]
    template = "portal/site.html"

    class Meta:
        verbose_name = "站点"
