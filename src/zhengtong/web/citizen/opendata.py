"""数据开放目录: every published data table, for people as a list and for machines as DCAT (JSON-LD)."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from zhengtong.disclosure.models import Information
from zhengtong.disclosure.queries.information import data_tables
from zhengtong.foundation.spreadsheets import XLSX

PAGE_LENGTH = 20
MOST_DATASETS = 5000
JSON_LD = "application/ld+json; charset=utf-8"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@require_safe
def opendata(request: HttpRequest) -> HttpResponse:
    page = Paginator(data_tables(), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "citizen/information/opendata.html", {"page": page})


@require_safe
def catalog(request: HttpRequest) -> JsonResponse:
    """W3C DCAT 2: one dataset a table, with its CSV and its xlsx."""
    rows = data_tables()[:MOST_DATASETS]
    county = settings.COUNTY["name"]
    document = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": request.build_absolute_uri(reverse("citizen:opendata")),
        "@type": "dcat:Catalog",
        "dct:title": f"{county}数据开放目录",
        "dct:language": "zh-CN",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": f"{county}人民政府"},
        "dcat:dataset": [_dataset(request, row) for row in rows],
    }
    return JsonResponse(document, content_type=JSON_LD, json_dumps_params={"ensure_ascii": False})


def _dataset(request: HttpRequest, row: Information) -> dict[str, Any]:
    address = request.build_absolute_uri(row.get_absolute_url())
    own = request.build_absolute_uri(f"/information/{row.index_number}/")
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": row.index_number,
        "dct:title": row.title,
        "dct:description": row.summary or row.title,
        "dct:issued": _day(row.published_at.date().isoformat() if row.published_at else row.signed_on.isoformat()),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": row.organ.name},
        "dcat:keyword": row.keywords,
        "dcat:theme": row.get_theme_display(),
        "dcat:landingPage": address,
        "dcat:distribution": [
            _distribution(f"{own}table.csv", "CSV", "text/csv"),
            _distribution(f"{own}table.xlsx", "XLSX", XLSX),
        ],
    }


def _distribution(address: str, name: str, media_type: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{media_type}"},
    }


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


urls = [
    path("opendata/", opendata, name="opendata"),
    path("opendata/catalog.jsonld", catalog, name="opendata-catalog"),
]
