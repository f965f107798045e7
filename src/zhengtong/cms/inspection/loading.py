"""The demo county's yearly tables: the portal's of last year as it was published, those of two sites still being filled."""

from datetime import datetime

from django.utils.timezone import localdate

from zhengtong.cms import policies
from zhengtong.cms.models import SitePage
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from . import reporting
from .choices import ReportState
from .models import SiteReport

TYPED = {
    "responses": "2", "surveys": "6", "surveys_opinions": "143", "surveys_results": "6", "interviews": "0",
    "interviews_asked": "0", "interviews_answered": "0", "robot": "否", "safety_checks": "4", "safety_found": "3",
    "safety_mended": "3", "safety_watched": "是", "safety_drill": "是", "safety_person": "是", "app": "无", "weibo": "无",
    "wechat": "安福发布（示例）", "innovation": "县直部门和乡镇网站统一并入县政府网站群，栏目更新和链接每天检查。",
}  # fmt: skip
UNITS = ("MZ", "JT")


def load_site_reports(at: datetime) -> int:
    """Open what is missing; how many tables there are now."""
    year = localdate(at).year - 1
    portal = SitePage.objects.filter(depth=policies.PORTAL_DEPTH).select_related("unit__region").get()
    report, _ = reporting.open_report(portal, year, at=at)
    people = Staff.objects.filter(left_on=None, assignments__role__permissions__contains=[Permission.SITE_MANAGE])
    manager = next(
        (one for one in people.distinct().order_by("code") if one.may(Permission.SITE_MANAGE, unit=portal.unit)), None
    )
    if manager is not None and report.state == ReportState.DRAFT and not report.entered:
        reporting.fill(report, TYPED, by=manager, at=at)
        reporting.publish(report, by=manager, at=at)
    for site in SitePage.objects.filter(unit__code__in=UNITS).select_related("unit__region"):
        reporting.open_report(site, year, at=at)
    return SiteReport.objects.count()
