"""栏目更新: how the columns one works for stand, the worst first."""

from collections import Counter
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhengtong.cms.statistics.scope import within

from . import queries
from .rules import Standing

TONES = {Standing.KEPT: "kept", Standing.NEAR: "near", Standing.OVERDUE: "overdue", Standing.EMPTY: "empty"}


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = queries.worst_first(queries.columns(within(request.user)), today)
    counts = Counter(one.standing(today) for one in found)
    rows = [
        {
            "column": one,
            "standing": one.standing(today),
            "tone": TONES[one.standing(today)],
            "days": one.duty.days_since(today),
            "due_on": timezone.localdate(one.duty.due_at) - timedelta(days=1),
        }
        for one in found
    ]
    context = {"rows": rows, "counts": [(standing.value, counts[standing]) for standing in Standing], "today": today}
    return render(request, "cms/duties/columns.html", context)
