"""Which videos the public can reach: those a published page shows. Part of publishing, which is recorded there."""

from collections.abc import Iterable

from django.db import transaction

from zhengtong.foundation import refs

from .. import places
from ..choices import VideoState
from ..models import Video


@transaction.atomic
def show(pks: Iterable[int]) -> int:
    """Open the public folder of these videos, as far as they are ready; how many were opened."""
    rows = Video.objects.select_for_update().filter(pk__in=list(pks), state=VideoState.READY, removed_at=None)
    opened = 0
    for video in rows.filter(public_token="").order_by("pk"):
        video.public_token = refs.token()
        places.show(video.public_token, video.ref)
        video.save()
        opened += 1
    return opened


@transaction.atomic
def hide(pks: Iterable[int]) -> int:
    """Close the public folder of these videos, for ever: should they be shown again, at another address. How many."""
    closed = 0
    for video in Video.objects.select_for_update().filter(pk__in=list(pks)).exclude(public_token="").order_by("pk"):
        places.hide(video.public_token)
        video.public_token = ""
        video.save()
        closed += 1
    return closed


def mend() -> int:
    """Public folders and rows say the same, whatever was broken off between them; how many had to be mended."""
    known = dict(Video.objects.exclude(public_token="").values_list("public_token", "ref"))
    shown = places.shown()
    for token in shown - known.keys():
        places.hide(token)
    for token in known.keys() - shown:
        places.show(token, known[token])
    return len(shown ^ known.keys())
