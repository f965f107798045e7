"""RSS: the newest of a column, for whoever would rather be told than look."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe
from wagtail.models import Site

from . import presenting
from .models import ColumnPage, SitePage
from .visible import is_visible

LENGTH = 20


@require_safe
def column(request: HttpRequest, path: str) -> HttpResponse:
    """The twenty newest articles of the column at `path`; Http404 for what is no public column."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root: SitePage = site.root_page.specific
    components = [component for component in path.split("/") if component]
    way = presenting.found_below(root, components)
    place = way[-1]
    if len(way) != len(components) + 1 or not isinstance(place, ColumnPage) or not is_visible(place):
        raise Http404
    feed = Rss201rev2Feed(
        title=f"{place.title} - {root.title}",
        link=_whole(presenting.address(place.url_path, request)),
        description=place.description or f"{root.title}“{place.title}”栏目的最新稿件",
        language="zh-cn",
        feed_url=_whole(request.path),
    )
    wanted = presenting.Wanted(place.path, LENGTH)
    lines = presenting.newest([wanted], request)[wanted]
    for line in sorted(lines, key=lambda line: (line.shown_at is not None, line.shown_at), reverse=True):
        url = _whole(line.url)
        feed.add_item(line.title, url, line.summary, pubdate=line.shown_at, unique_id=url)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _whole(address: str) -> str:
    return address if "://" in address else f"{settings.PUBLIC_URL}{address}"
