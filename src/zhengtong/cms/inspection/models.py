from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from wagtail.models import Page

from zhengtong.cms.models import SitePage
from zhengtong.org.models import Staff, Unit

from .choices import DefectKind, DefectState, LinkState, ReportState


class Night(models.Model):
    """夜检 — one pass over everything public; the pages it has yet to see are its work list."""

    day = models.DateField(unique=True)
    begun_at = models.DateTimeField()
    listed_to = models.IntegerField(default=0, help_text="pages of the tree up to this key are on the list")
    is_listed = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day:%F}"


class InspectedPage(models.Model):
    """受检网页 — one public page: whose it is, when it was last looked over, what could not be decided."""

    url = models.CharField(max_length=600, unique=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    site = models.ForeignKey(SitePage, null=True, on_delete=models.SET_NULL, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, help_text="home, column or content")
    title = models.CharField(max_length=255, blank=True)
    is_public = models.BooleanField(default=True)
    listed_on = models.DateField(help_text="the last night it was on the list")
    taken_at = models.DateTimeField(null=True, help_text="somebody looks it over since then")
    night = models.DateField(null=True, help_text="the last night it was seen in; null: at the next occasion")
    checked_at = models.DateTimeField(null=True)
    external = ArrayField(models.CharField(max_length=600), default=list, help_text="addresses outside it leads to")
    links = models.PositiveIntegerField(default=0, help_text="links inside that were resolved")
    unread = models.PositiveSmallIntegerField(default=0, help_text="attachments that could not be read to their end")

    class Meta:
        indexes = [
            models.Index(fields=["night", "id"], name="inspected_page_next", condition=models.Q(is_public=True)),
            GinIndex(fields=["external"], name="inspected_page_external"),
        ]

    def __str__(self) -> str:
        return self.url


class Defect(models.Model):
    """网页问题 — one fault of one public page, with its place and its reason; open until mended or signed for."""

    page = models.ForeignKey(InspectedPage, on_delete=models.PROTECT, related_name="defects")
    key = models.CharField(max_length=40, help_text="the same fault has the same key from night to night")
    kind = models.CharField(max_length=10, choices=DefectKind)
    place = models.CharField(max_length=120)
    what = models.CharField(max_length=600, help_text="the address, the tag, the picture")
    reason = models.CharField(max_length=300)
    excerpt = models.CharField(max_length=200, blank=True, help_text="numbers masked")
    state = models.CharField(max_length=10, choices=DefectState, default=DefectState.OPEN)
    since = models.DateTimeField()
    mend_due = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    is_told = models.BooleanField(default=False, help_text="whether its owner got a notice")
    raised_at = models.DateTimeField(null=True, help_text="when it became a matter with a limit in the journal")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="defect_once")]
        indexes = [models.Index(fields=["state", "since"], name="defect_work_list")]

    @property
    def ref(self) -> str:
        """问题编号."""
        return f"WT{self.pk:08d}"

    def __str__(self) -> str:
        return f"{self.ref} {self.reason}"


class Exemption(models.Model):
    """豁免 — who let a defect stand, why and when, under the platform's signature."""

    defect = models.OneToOneField(Defect, on_delete=models.PROTECT, related_name="exemption")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    algorithm = models.CharField(max_length=10)
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.staff} {self.defect}"


class ExternalHost(models.Model):
    """外部网站 — when another site may be asked again: one question at a time, some seconds apart."""

    name = models.CharField(max_length=255, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ExternalLink(models.Model):
    """外部链接 — an address of another site that a public page leads to, and what it last answered."""

    url = models.CharField(max_length=600, unique=True)
    host = models.ForeignKey(ExternalHost, on_delete=models.CASCADE, related_name="links")
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.UNCHECKED)
    status = models.PositiveSmallIntegerField(null=True, help_text="of HTTP; null: no answer")
    reason = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="external_link_next")]

    def __str__(self) -> str:
        return self.url


class AttachmentCheck(models.Model):
    """附件检查 — which personal numbers stand in a file (masked), read once: its bytes never change."""

    digest = models.CharField(max_length=64, primary_key=True)
    found = models.JSONField(default=list, help_text="[what, excerpt]")
    gap = models.CharField(max_length=60, blank=True, help_text="why it may not be all; empty if it is")
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]


class Probe(models.Model):
    """可用性探测 — one visit to a site's home page, as a reader makes it."""

    site = models.ForeignKey(SitePage, on_delete=models.CASCADE, related_name="+")
    slot = models.DateTimeField(help_text="the round it belongs to: one visit a site and round")
    milliseconds = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=120, blank=True, help_text="empty: it answered in time")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "slot"], name="probe_once")]
        indexes = [models.Index(fields=["slot"], name="probe_by_slot")]

    def __str__(self) -> str:
        return f"{self.slot:%F %R} {self.problem or '正常'}"


class SiteReport(models.Model):
    """政府网站工作年度报表 — of one site and year: what is counted, what was typed, frozen when it is published."""

    site = models.ForeignKey(SitePage, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    entered = models.JSONField(default=dict, help_text="field → value, by (name), at (ISO)")
    figures = models.JSONField(null=True, help_text="what was counted, as published: field → value")
    opened_at = models.DateTimeField()
    publish_due = models.DateTimeField(help_text="31 January of the year after, 24:00 (政府网站发展指引)")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "year"], name="site_report_once")]

    @property
    def ref(self) -> str:
        """报表编号."""
        return f"WB{self.year}{self.site_id:06d}"

    def __str__(self) -> str:
        return f"{self.site} {self.year}"
