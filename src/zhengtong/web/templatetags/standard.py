"""政府网站标签规范 in the head of the pages no editor writes."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.template.loader_tags import BlockNode
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from zhengtong.web import tags

register = template.Library()
_LONGEST = 120  # characters of a Description


class StandardTags(Node):
    """The tags of the page that is being made; its title is what its block `title` says."""

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        match = request.resolver_match if request is not None else None
        rows = [
            ("SiteName", settings.COUNTY["portal"]),
            ("SiteDomain", urlsplit(settings.PUBLIC_URL).hostname or ""),
            ("SiteIDCode", settings.COUNTY["site_code"]),
        ]
        name = match.view_name if match is not None else ""
        place = tags.place_of(name)
        if place is not None:
            rows += [("ColumnName", place.name), ("ColumnType", place.kind)]
            rows += _of_content(name, context) if name in tags.CONTENTS else _of_column(place)
            rows.append(("Url", f"{settings.PUBLIC_URL}{request.path}"))
        return format_html_join("", '<meta name="{}" content="{}">\n', rows)


def _of_column(place: tags.Place) -> list[tuple[str, str]]:
    return [
        ("ColumnDescription", place.description),
        ("ColumnKeywords", place.keywords),
        ("description", place.description),
    ]


def _of_content(name: str, context: Context) -> list[tuple[str, str]]:
    place, content = tags.CONTENTS[name]
    shown: Any = context.flatten()
    # The block a second time, as the page's own template fills it.
    title = str(BlockNode("title", NodeList()).render(context)).strip()
    published_at = content.published_at(shown)
    source = content.source(shown)
    description = Truncator(f"{title}，{source}发布于“{place.name}”栏目。").chars(_LONGEST)
    rows = [("ArticleTitle", SafeString(title)), ("ContentSource", source), ("Keywords", place.keywords)]
    if published_at is not None:
        rows.append(("PubDate", f"{timezone.localtime(published_at):%Y-%m-%d %H:%M}"))
    return [*rows, ("Description", SafeString(description)), ("description", SafeString(description))]


@register.tag
def standard_tags(parser: Parser, token: Token) -> StandardTags:
    """{% standard_tags %} in the head."""
    return StandardTags()
