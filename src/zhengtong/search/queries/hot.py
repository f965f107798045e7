"""热搜: what many people asked in the last days, never what one person asked."""

from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils.timezone import localdate

from ..models import SearchWord

DAYS = 7
FEWEST_VISITORS = 3


def hot_words(at: datetime, most: int = 10) -> list[str]:
    """The words asked for most in the last seven days by at least three visitors in one of them."""
    asked = (
        SearchWord.objects.filter(day__gt=localdate(at) - timedelta(days=DAYS))
        .values("word")
        .annotate(people=Sum("visitors"), asked=Sum("times"))
        .filter(people__gte=FEWEST_VISITORS)
        .order_by("-people", "-asked", "word")
    )
    return [row["word"] for row in asked[:most]]
