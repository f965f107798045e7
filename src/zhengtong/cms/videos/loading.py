"""The demo county's videos: pictures of the county that dissolve into each other, put together by ffmpeg while loading.

Only what is quick is done here; the worker makes them into HLS after the start, and their articles show them then.
"""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Page

from zhengtong.org.models import Unit
from zhengtong.videos import actions, queries

from ..choices import ArticleForm
from ..content import pictures_by_name
from ..models import ArticlePage, SitePage

BY = "system"
STANDS, DISSOLVES, RATE = 4, 1, 10
"""Seconds a picture stands, seconds it takes to become the next; pictures a second."""


def load_videos(folder: Path, *, at: datetime) -> int:
    """Videos with an article each as `portal/videos.yaml` names them; how many were made. Only what is missing is made."""
    portal = SitePage.objects.get(depth=2)
    pictures = pictures_by_name(folder / "portal" / "pictures", portal.collection)
    made = 0
    for row in yaml.safe_load((folder / "portal" / "videos.yaml").read_text(encoding="utf-8")):
        column = Page.objects.get(url_path=f"{portal.url_path}{row['column']}/")
        if not column.get_children().filter(slug=row["slug"]).exists():
            with tempfile.TemporaryDirectory() as place:
                clip = Path(place) / f"{row['title']}.mp4"
                dissolve([folder / "portal" / "pictures" / f"{name}.jpg" for name in row["pictures"]], clip)
                _tell(row, clip, column, pictures, at)
            made += 1
    return made


def dissolve(pictures: Sequence[Path], into: Path) -> None:
    """A film of pictures of one size, each dissolving into the next. Raises Broken, Stopped."""
    told = ["-y"]
    for picture in pictures:
        told += ["-loop", "1", "-framerate", str(RATE), "-t", str(STANDS + DISSOLVES), "-i", f"file:{picture}"]
    steps, last = [], "0"
    for number in range(1, len(pictures)):
        steps.append(f"[{last}][{number}]xfade=duration={DISSOLVES}:offset={STANDS * number}[x{number}]")
        last = f"x{number}"
    steps.append(f"[{last}]format=yuv420p[film]")
    told += ["-filter_complex", ";".join(steps), "-map", "[film]", "-c:v", "libx264", "-preset", "ultrafast"]
    queries.ffmpeg().run([*told, "-crf", "18", "-movflags", "+faststart", f"file:{into}"])


@transaction.atomic
def _tell(row: Mapping[str, Any], clip: Path, column: Page, pictures: Mapping[str, int], at: datetime) -> None:
    unit = Unit.objects.get(code=row["unit"])
    video = actions.take_in(clip, row["title"], unit=unit, by=BY, at=at)
    moment = at - timedelta(days=row["days"])
    article = ArticlePage(
        title=row["title"],
        slug=row["slug"],
        form=ArticleForm.VIDEO,
        source=row["source"],
        summary=row["summary"],
        search_description=row["summary"],
        keywords=row["keywords"],
        picture_id=pictures[row["pictures"][0]],
        published_on=moment,
        first_published_at=moment,
    )
    article.body = [("text", f"<p>{row['text']}</p>"), ("video", {"video": video, "caption": row["caption"]})]
    column.add_child(instance=article)
    article.save_revision().publish()
