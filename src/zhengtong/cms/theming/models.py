"""Themes and templates, each kept version by version; which site and which place of its tree uses which."""

from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from zhengtong.cms.models import SitePage
from zhengtong.org.models import Unit

from .choices import PageKind


class Version(models.Model):
    """What versions of themes and templates have in common. A version never changes once it is saved."""

    number = models.PositiveIntegerField("版本")
    note = models.CharField("修改说明", max_length=100, blank=True)
    made_by = models.CharField("修改人", max_length=40)
    made_at = models.DateTimeField("修改时间")
    in_force_at = models.DateTimeField("最近启用时间", null=True)

    class Meta:
        abstract = True


class Theme(models.Model):
    """主题 — how a site looks: colours, masthead, type. Shared ones are for every site, others for their unit's own."""

    name = models.CharField("名称", max_length=20)
    unit = models.ForeignKey(Unit, verbose_name="所属单位", on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField("全县共用", default=False)
    current = models.ForeignKey("ThemeVersion", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="theme_name_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class ThemeVersion(Version):
    """主题版本 — the values of a theme and the name of the files made of them."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="versions")
    look = models.JSONField()
    digest = models.CharField(max_length=16, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "number"], name="theme_version_once")]

    def __str__(self) -> str:
        return f"{self.theme} 第{self.number}版"


class SiteLook(models.Model):
    """站点主题 — the theme a site has chosen; without one it looks as the portal does by default."""

    site = models.OneToOneField(SitePage, on_delete=models.CASCADE, primary_key=True, related_name="look")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="looks")

    def __str__(self) -> str:
        return f"{self.site_id} {self.theme}"


class Template(models.Model):
    """模板 — how the content of one kind of page is laid out inside the frame."""

    name = models.CharField("名称", max_length=40)
    kind = models.CharField("类别", max_length=10, choices=PageKind)
    unit = models.ForeignKey(Unit, verbose_name="所属单位", on_delete=models.PROTECT, related_name="+")
    current = models.ForeignKey("TemplateVersion", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="template_name_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(Version):
    """模板版本 — the text of a template. Only a version that was checked without a finding may come into force."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField("模板内容")
    checked_at = models.DateTimeField("检查时间", null=True)
    problems = models.JSONField("检查结果", default=list)
    tried_on = models.PositiveIntegerField("试运行网页数", default=0)
    failed_at = models.DateTimeField("运行出错时间", null=True)
    failure = models.CharField("运行错误", max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_once")]

    def __str__(self) -> str:
        return f"{self.template} 第{self.number}版"

    @property
    def is_fit(self) -> bool:
        """Whether it was checked and nothing was found."""
        return self.checked_at is not None and not self.problems


class TemplateAssignment(models.Model):
    """模板指定 — a place of the tree (site, column or topic) whose pages of a kind, and those below it, use a template."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=PageKind)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="assignments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "kind"], name="template_assigned_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind} {self.template}"


class Mourning(models.Model):
    """灰色悼念 — a period in which every site of the cluster is shown in grey."""

    reason = models.CharField("事由", max_length=100)
    begins_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    ordered_by = models.CharField("安排人", max_length=40)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="mourning_ends_later")]

    def __str__(self) -> str:
        return self.reason
