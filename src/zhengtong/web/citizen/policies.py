"""政策文件库 and 政府信息公开目录: lists one narrows by facets, one piece of information with its metadata, files, data table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhengtong.disclosure.models import Information
from zhengtong.disclosure.queries import information as queries
from zhengtong.disclosure.queries.information import Choice, Facet
from zhengtong.disclosure.rules.information import Table
from zhengtong.files.queries import path as place_of
from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.spreadsheets import XLSX, to_csv, to_xlsx

PAGE_LENGTH = 20
LONGEST_QUESTION = 60
FACETS = {
    "year": "年份", "theme": "主题", "validity": "有效性", "organ": "发布机构", "form": "公开形式", "audience": "服务对象",
}  # fmt: skip
_FOLDED = frozenset({"organ", "form", "audience"})
_SHOWN_LINES = 200
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Link:
    """A value of a facet with its count; a chosen one leads back to the list without it."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet of the navigation."""

    key: str
    label: str
    links: tuple[Link, ...]
    is_open: bool


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """政策文件库: by year, 文号, theme, validity."""
    return _list(request, queries.policies(), "citizen:policies", "政策文件库")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """政府信息公开目录: everything published, by organ, theme, form, audience, year, validity."""
    return _list(request, queries.published(), "citizen:information-list", "政府信息公开目录")


def _list(request: HttpRequest, rows: QuerySet[Information], name: str, title: str) -> HttpResponse:
    asked = {key: request.GET.get(key, "").strip()[:LONGEST_QUESTION] for key in FACETS}
    choice = Choice(**asked, words=request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION])
    address = reverse(name)
    counted = queries.facets(choice, rows)
    groups = tuple(_group(key, counted[key], choice, address) for key in FACETS)
    page = Paginator(queries.catalogue(choice, rows), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "title": title,
        "is_library": name == "citizen:policies",
        "address": address,
        "words": choice.words,
        "hidden": {key: value for key, value in asked.items() if value},
        "groups": groups,
        "chips": [(group.label, link.label, link.url) for group in groups for link in group.links if link.is_chosen],
        "page": page,
    }
    return render(request, "citizen/information/list.html", context)


def _group(key: str, found: Sequence[Facet], choice: Choice, address: str) -> Group:
    chosen = getattr(choice, key)
    links = tuple(
        Link(
            facet.label,
            facet.count,
            _address(address, replace(choice, **{key: "" if facet.code == chosen else facet.code})),
            facet.code == chosen,
        )
        for facet in found
    )
    return Group(key, FACETS[key], links, is_open=key not in _FOLDED or bool(chosen))


def _address(address: str, choice: Choice) -> str:
    asked = choice.asked()
    if "words" in asked:
        asked["q"] = asked.pop("words")
    return f"{address}?{urlencode(asked)}" if asked else address


@require_safe
def information(request: HttpRequest, organ: str, number: str) -> HttpResponse:
    """One piece of information: metadata, text, data table, files, what explains it and what it explains."""
    row = queries.information_for_public(f"{organ}/{number}")
    table = queries.table_of(row)
    context = {
        "row": row,
        "table": table,
        "lines": table.lines[:_SHOWN_LINES] if table else (),
        "heads": _heads(table) if table else (),
        "is_cut": table is not None and len(table.lines) > _SHOWN_LINES,
        "files": list(queries.files_of(row)),
        "interpretations": queries.interpretations_of(row),
        "explains": queries.public_link(row.explains),
        "replaced_by": queries.public_link(row.replaced_by),
        "organ_url": f"{reverse('citizen:information-list')}?{urlencode({'organ': row.organ.code})}",
    }
    return render(request, "citizen/information/information.html", context)


def _heads(table: Table) -> list[tuple[str, bool]]:
    """The names of the columns, and whether a column holds numbers: heads stand over what they name."""
    return [
        (name, all(line[place] is None or isinstance(line[place], int | float) for line in table.lines))
        for place, name in enumerate(table.head)
    ]


@require_safe
def table(request: HttpRequest, organ: str, number: str, kind: str) -> HttpResponse:
    """The data table as CSV or xlsx."""
    row = queries.information_for_public(f"{organ}/{number}")
    shown = queries.table_of(row)
    if shown is None:
        raise Unknown("这条信息没有数据表。")
    if kind == "csv":
        response = HttpResponse(to_csv(shown.head, shown.lines), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(to_xlsx(row.title, shown.head, shown.lines), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{row.title}.{kind}")
    return response


@require_safe
def file(request: HttpRequest, organ: str, number: str, token: str) -> FileResponse:
    """A file of published information; `?download=1` saves instead of showing."""
    attachment = queries.file_for_public(f"{organ}/{number}", token)
    kind = attachment.stored.kind
    is_inline = kind.is_shown_inline and "download" not in request.GET
    response = FileResponse(
        place_of(attachment.stored).open("rb"),
        as_attachment=not is_inline,
        filename=attachment.name,
        content_type=kind.media_type,
    )
    is_pdf = is_inline and not kind.is_image
    response["Content-Security-Policy"] = _PDF_POLICY if is_pdf else "sandbox; default-src 'none'; img-src 'self'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


urls = [
    path("policies/", policies, name="policies"),
    path("information/", catalogue, name="information-list"),
    path("information/<str:organ>/<str:number>/", information, name="information"),
    path("information/<str:organ>/<str:number>/table.csv", table, {"kind": "csv"}, name="information-csv"),
    path("information/<str:organ>/<str:number>/table.xlsx", table, {"kind": "xlsx"}, name="information-xlsx"),
    path("information/<str:organ>/<str:number>/files/<str:token>/", file, name="information-file"),
]
