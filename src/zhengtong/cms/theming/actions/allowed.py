"""Who may change what: those who manage a site of the unit a theme or a template belongs to."""

from zhengtong.cms import policies
from zhengtong.foundation.errors import Refusal
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit


def check_unit(by: Staff, unit: Unit) -> None:
    """Raises Refusal."""
    if not by.may(Permission.SITE_MANAGE, unit=unit):
        raise Refusal("not-your-site", f"{unit.name}的网站不归您管理。")


def check_cluster(by: Staff) -> None:
    """Raises Refusal for whoever does not manage the portal."""
    if not policies.manages(by.user, None):
        raise Refusal("not-your-cluster", "只有门户网站的管理员可以这样办理。")
