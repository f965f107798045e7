"""Links to other sites: asked one at a time a host, some seconds apart, each answer good for a day."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from .choices import LinkState
from .fetching import Fetcher, Heard
from .models import ExternalHost, ExternalLink, InspectedPage

GOOD_FOR = timedelta(days=1)
AGAIN = timedelta(hours=2)
"""What is not found is asked for once more before long: a server may just be starting anew."""
APART = timedelta(seconds=10)
LEASE = timedelta(minutes=2)
AT_ONCE = 4
_fetcher = Fetcher()


def visit(at: datetime, *, is_on: bool, fetcher: Fetcher = _fetcher) -> int:
    """Note what was answered, ask for what is due; how many answers came. Asks nobody unless the operator allows it."""
    heard = fetcher.heard()
    for pk, answer in heard.items():
        _note(int(str(pk)), answer, at)
    if is_on:
        for link in _take(at):
            fetcher.ask(link.pk, link.url)
    return len(heard)


@transaction.atomic
def _take(at: datetime) -> list[ExternalLink]:
    """One due link a host, of hosts that may be asked again; nobody else takes them meanwhile."""
    due = ExternalLink.objects.filter(host=OuterRef("pk"), next_at__lte=at)
    hosts = ExternalHost.objects.select_for_update(skip_locked=True).filter(Exists(due), next_at__lte=at)
    taken = []
    for host in hosts.order_by("next_at", "pk")[:AT_ONCE]:
        link = host.links.filter(next_at__lte=at).order_by("next_at", "pk").first()
        if link is not None:
            ExternalHost.objects.filter(pk=host.pk).update(next_at=at + APART)
            ExternalLink.objects.filter(pk=link.pk).update(next_at=at + LEASE)
            taken.append(link)
    return taken


@transaction.atomic
def _note(pk: int, heard: Heard, at: datetime) -> None:
    """Write an answer down; where it turned, the pages with this link are looked over again."""
    link = ExternalLink.objects.select_for_update().filter(pk=pk).first()
    if link is None:
        return
    before = link.state
    link.state = LinkState.UNCHECKED if not heard.is_asked else LinkState.BROKEN if heard.problem else LinkState.FOUND
    link.status, link.reason = heard.status, heard.problem
    link.checked_at = at
    link.next_at = at + (AGAIN if link.state == LinkState.BROKEN and before != LinkState.BROKEN else GOOD_FOR)
    link.save()
    if LinkState.BROKEN in (before, link.state) and before != link.state:
        InspectedPage.objects.filter(external__contains=[link.url]).update(night=None)
