"""词表: what is in use, by kind, level and word."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from zhengtong.foundation.spreadsheets import to_csv
from zhengtong.foundation.text import tidy_line
from zhengtong.guards import queries, rules
from zhengtong.guards.choices import Level, WordKind
from zhengtong.org.choices import Permission

from ..door import desk
from .sections import sections

PER_PAGE = 50


@desk(Permission.WORDS_EDIT)
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """`?kind=`, `?level=` and `?said=` narrow the list."""
    kind, level = request.GET.get("kind", ""), request.GET.get("level", "")
    kind, level = kind if kind in WordKind else "", level if level in Level else ""
    said = tidy_line(request.GET.get("said", ""))[:60]
    counts = queries.words_by_kind()
    page = Paginator(queries.words_for_desk(kind=kind, level=level, said=said), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "sections": sections(request.staff),
        "page": page,
        "kind": kind,
        "level": level,
        "said": said,
        "kinds": WordKind.choices,
        "levels": Level.choices,
        "is_narrowed": bool(kind or level or said),
        "version": queries.list_version(),
        "rescan": queries.last_rescan(),
        "stats": [(each.label, counts.get(each, 0), "条", "") for each in WordKind],
    }
    return render(request, "desk/words/list.html", context)


@desk(Permission.WORDS_EDIT)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as a file that can be imported again; `blank` has its head alone."""
    rows = () if kind == "blank" else queries.words_for_desk()
    lines = (
        [
            word.get_kind_display(), word.text, word.right, word.get_level_display(), word.url, word.note, word.source,
            word.valid_from, word.valid_to,
        ]
        for word in rows
    )  # fmt: skip
    return HttpResponse(
        to_csv(list(rules.HEAD.values()), lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="words-{"blank" if kind == "blank" else "all"}.csv"'},
    )


urls = [path("words/", words, name="words"), path("words/export/<slug:kind>/", export, name="word-export")]
