"""The demo county's articles that ask people to take part: each shows a survey or an e-form of the county."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from wagtail.models import Page

from zhengtong.surveys.queries import public_survey

from ..models import ArticlePage, SitePage


@transaction.atomic
def load_calls(rows: Iterable[Mapping[str, Any]], *, at: datetime) -> int:
    """An article for each row in its column of the portal; how many were made. Only what is missing is made."""
    portal, made = SitePage.objects.get(depth=2), 0
    morning = localtime(at).replace(hour=9, minute=0, second=0, microsecond=0)
    for row in rows:
        column = Page.objects.get(url_path=f"{portal.url_path}{row['column']}/")
        if column.get_children().filter(slug=row["slug"]).exists():
            continue
        moment = morning - timedelta(days=row["days"])
        article = ArticlePage(
            title=row["title"],
            slug=row["slug"],
            source=row["source"],
            summary=row["summary"],
            search_description=row["summary"],
            keywords=row["keywords"],
            published_on=moment,
            first_published_at=moment,
        )
        card = {"survey": public_survey(row["survey"]), "note": row["note"]}
        article.body = [("text", "".join(f"<p>{line}</p>" for line in row["text"])), ("survey", card)]
        column.add_child(instance=article)
        article.save_revision().publish()
        made += 1
    return made
