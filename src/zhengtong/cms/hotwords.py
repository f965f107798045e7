"""热词 in articles: linked where they stand first, and pages made anew exactly where a change of the list shows."""

import hashlib
from datetime import datetime

from django.db import connection

from zhengtong.guards import queries as guards
from zhengtong.search import queries as search

from .models import ArticlePage
from .pagecache import note, notes
from .pagecache.changes import tell
from .pagecache.models import CachedPage

_TAGS = "SELECT DISTINCT tag FROM pagecache_cachedpage, unnest(tags) AS tag WHERE tag LIKE 'hot:%%'"


def connect() -> None:
    """A page that links hot words need not grow old for it: `follow` tells of every change (called once, when ready)."""
    notes.follow("guards_word")
    notes.follow("guards_wordlistversion")


def linked(markup: str) -> str:
    """The text of an article with its hot words linked; what it shows of the list is noted."""
    words = guards.hot_words()
    for word, url in words.links.items():
        if word in markup:
            note("hot", _key(word, url))
    return words.link(markup)


class Follower:
    """After a change of the list: pages that link what is gone, and pages that have a new word and do not link it."""

    def __init__(self) -> None:
        self._seen: str | None = None

    def __call__(self, at: datetime) -> int:
        """How many words or pages were told of. The first call of a process compares everything."""
        mark = guards.list_version().mark
        if mark == self._seen:
            return 0
        tags = _gone() | _new()
        if tags:
            tell(tags)
        self._seen = mark
        return len(tags)


follow = Follower()


def _gone() -> set[str]:
    now = {f"hot:{_key(word, url)}" for word, url in guards.hot_words().links.items()}
    with connection.cursor() as cursor:
        cursor.execute(_TAGS)
        return {tag for (tag,) in cursor.fetchall() if tag not in now}


def _new() -> set[str]:
    """Kept pages of articles with a word in their text that is not linked in them."""
    tags: set[str] = set()
    for word, url in guards.hot_words().links.items():
        pages = {int(ref.removeprefix("page-")) for ref in search.refs_saying(word, "page-")}
        kept = CachedPage.objects.filter(page_id__in=pages).exclude(tags__contains=[f"hot:{_key(word, url)}"])
        articles = ArticlePage.objects.filter(pk__in=kept.values("page_id"))
        tags |= {f"page:{pk}" for pk in articles.values_list("pk", flat=True)}
    return tags


def _key(word: str, url: str) -> str:
    return hashlib.blake2b(f"{word}\n{url}".encode(), digest_size=8).hexdigest()
