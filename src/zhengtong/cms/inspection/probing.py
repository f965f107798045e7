"""站点无法访问: every site's home page is visited every ten minutes, as a reader would, through the server in front."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import SitePage

from .fetching import Fetcher
from .listing import address_of
from .models import Probe

EVERY = timedelta(minutes=10)
"""144 visits a day; the inspection wants at least 20, spread over it."""
KEPT = timedelta(days=15)
_fetcher = Fetcher()


def probe(at: datetime, front: tuple[str, int], *, fetcher: Fetcher = _fetcher) -> int:
    """Write down the visits that are over; begin a round where one is due. How many visits were written down.

    Two workers may make the same round; the first to write a visit down is the one that counts.
    """
    heard = fetcher.heard()
    rows = [
        Probe(site_id=site, slot=slot, milliseconds=one.milliseconds, problem=one.problem[:120])
        for (site, slot), one in heard.items()  # type: ignore[misc]
    ]
    Probe.objects.bulk_create(rows, ignore_conflicts=True)
    slot = at - timedelta(seconds=at.timestamp() % EVERY.total_seconds())
    if fetcher.is_idle and not Probe.objects.filter(slot=slot).exists():
        Probe.objects.filter(slot__lt=at - KEPT).delete()
        for site, host, path in _homes():
            fetcher.ask_front((site, slot), front, host, path)
    return len(rows)


def _homes() -> list[tuple[int, str, str]]:
    """Every open site: its key, the host it answers at, the path of its home page."""
    sites = SitePage.objects.filter(live=True, state=SiteState.OPEN).values_list("pk", "url_path")
    main = urlsplit(settings.PUBLIC_URL).netloc
    own = {site.pk: site.hostname for site in Site.objects.filter(is_default_site=False)}
    found = []
    for pk, url_path in sites:
        url = urlsplit(address_of(url_path))
        host = url.hostname if url.hostname in own.values() else main
        found.append((pk, host or main, url.path))
    return found
