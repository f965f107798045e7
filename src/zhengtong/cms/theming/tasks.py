"""Grey begins and ends by the clock."""

from datetime import datetime

from django.db import transaction

from .actions import mourning
from .models import Mourning


@transaction.atomic
def turn(at: datetime) -> int:
    """Begin and end the periods of mourning whose moment has come; how many."""
    waiting = Mourning.objects.select_for_update(skip_locked=True).filter(ended_at=None)
    turned = 0
    for one in waiting.filter(ends_at__lte=at):
        mourning.end(one, at=at)
        turned += 1
    for one in waiting.filter(begun_at=None, begins_at__lte=at, ends_at__gt=at):
        mourning.begin(one, at=at)
        turned += 1
    return turned
