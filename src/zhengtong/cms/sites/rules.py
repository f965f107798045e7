"""What a site may be called and how long it may be away. Pure: no database, no clock."""

import re
from datetime import datetime, timedelta

from zhengtong.foundation.errors import Refusal

OFFLINE_DAYS = 30
"""政府网站发展指引 五（三）: a site is taken offline for a while, at most thirty days, with a notice in advance."""
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def check_slug(slug: str, *, is_taken: bool, is_reserved: bool) -> None:
    """Raises Refusal for an address name no site can have."""
    if not _SLUG.fullmatch(slug):
        raise Refusal("slug-form", "地址名只能用小写字母、数字和短横线，最多40个字，首尾不能是短横线。", "slug")
    if is_reserved:
        raise Refusal("slug-reserved", f"地址“/{slug}/”已由平台的其他服务使用，请换一个地址名。", "slug")
    if is_taken:
        raise Refusal("slug-taken", f"地址“/{slug}/”已有站点或栏目使用，请换一个地址名。", "slug")


def check_hostname(hostname: str, *, is_taken: bool) -> None:
    """Raises Refusal for what is no host name, or another site's; "" is none of its own."""
    if hostname and not _HOST.fullmatch(hostname):
        raise Refusal(
            "hostname-form", "域名格式不正确，应为“mz.anfu.gov.cn”这样的小写域名，不带“http://”。", "hostname"
        )
    if is_taken:
        raise Refusal("hostname-taken", f"域名“{hostname}”已由其他站点使用。", "hostname")


def check_absence(notice: str, until: datetime, *, at: datetime) -> None:
    """Raises Refusal for an absence without words, without end, or longer than allowed."""
    if len(notice.strip()) < 10:
        raise Refusal("notice-short", "请写明临时下线的原因和恢复时间，公告不少于10个字。", "notice")
    if until <= at:
        raise Refusal("until-past", "恢复时间应当晚于现在。", "until")
    if until > at + timedelta(days=OFFLINE_DAYS):
        raise Refusal("until-far", f"临时下线最长{OFFLINE_DAYS}天，逾期应当办理永久下线或者整合迁移。", "until")
