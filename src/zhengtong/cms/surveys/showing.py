"""Kept pages follow the surveys they show: let out, closed, published, renamed, gone."""

from zhengtong.surveys.models import Survey


def connect() -> None:
    """Called once the apps are ready."""
    from ..pagecache import changes

    changes.watch(Survey, "survey")
