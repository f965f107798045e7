"""The pages of window reception: find the item, fill in the sheet, hand over the receipt."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.cases import queries
from zhengtong.catalog.choices import APPLICABLE_KINDS, ItemState
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import item_for_application, published_items, search
from zhengtong.files.choices import ACCEPT
from zhengtong.forms.queries import definition, region_choices
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import CitizenKind, ConsentMethod, IdType, Permission
from zhengtong.org.models import Region, Staff
from zhengtong.org.queries import units_received_by, windows_of
from zhengtong.papers.queries import papers_of
from zhengtong.web import filling
from zhengtong.web.receipts import receipt_of

from ..door import desk
from .sheet import EVIDENCE, Sheet

MOST = 40
RECENT = 6
WINDOW = "reception_window"
TOWNSHIP = "TOWN"
_NATURAL_IDS = [(value, label) for value, label in IdType.choices if value != IdType.CREDIT_CODE]


@desk(Permission.CASE_RECEIVE, Permission.CASE_ASSIST)
@require_safe
def reception(request: HttpRequest) -> HttpResponse:
    """Find the item by its words; what this counter takes in every day stands first."""
    staff = request.staff
    words = tidy_line(request.GET.get("q", ""))
    open_items = published_items().filter(kind__in=APPLICABLE_KINDS, item__state=ItemState.ACTIVE)
    found = search(words, open_items) if words else _own_first(open_items, staff)
    received = queries.received_by(staff)
    recent = received.values_list("item_code", flat=True)[: RECENT * 5]
    codes = list(dict.fromkeys(recent))[:RECENT]
    by_code = {each.item.code: each for each in open_items.filter(item__code__in=codes)}
    return render(
        request,
        "desk/reception/items.html",
        {
            "words": words,
            "versions": found[:MOST],
            "is_cut": found.count() > MOST,
            "most": MOST,
            "recent": [by_code[code] for code in codes if code in by_code] if not words else [],
            "today": received.filter(created_at__date=localdate()).select_related("version", "unit")[:20],
            "collects": not staff.may(Permission.CASE_RECEIVE),
        },
    )


def _own_first(items: QuerySet[ItemVersion], staff: Staff) -> QuerySet[ItemVersion]:
    """The items this person's counters are there for; all of them where none are told."""
    if not staff.may(Permission.CASE_RECEIVE):
        own = items.filter(by_village_agent=True)
    else:
        own = items.filter(Q(item__unit__in=units_received_by(staff)) | Q(item__unit=staff.unit))
        if staff.unit.kind == "township":
            own = items.filter(Q(at_township=True) | Q(item__unit__code=TOWNSHIP))
    return own.distinct() if own.exists() else items


@desk(Permission.CASE_RECEIVE, Permission.CASE_ASSIST)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of one item, from the first key to the receipt without leaving the page."""
    version = item_for_application(code)
    item = queries.guide(version.pk)
    at = timezone.now()
    if request.method != "POST":
        sheet = Sheet.blank(version, item, by=request.staff, at=at, window=request.session.get(WINDOW, ""))
        return _show(request, sheet)
    sheet = Sheet.read(request, version, item, by=request.staff, at=at)
    if sheet.is_rearranged:
        sheet.errors = sheet.came.errors
        return _show(request, sheet)
    done = queries.received_by(request.staff).filter(draft_token=sheet.once).first()
    if done is None and sheet.errors:
        return _show(request, sheet, status=422)
    if done is None:
        try:
            done = sheet.hand_in()
        except Unknown:
            raise
        except Refusal as refusal:
            done = queries.received_by(request.staff).filter(draft_token=sheet.once).first()
            if done is None:
                sheet.refused(refusal)
                return _show(request, sheet, status=409)
            messages.info(request, refusal.sentence)
    else:
        messages.info(request, "这张登记表刚才已经收件，没有重复登记。")
    request.session[WINDOW] = sheet.values.get("window", "")[:12]
    return redirect("desk:received", done.ref)


def _show(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    staff, version = request.staff, sheet.version
    is_town = TOWNSHIP in (version.item.unit.code, sheet.item.unit)
    form = None
    if sheet.form is not None:
        actor = f"staff:{staff.code}"
        form = filling.show(definition(sheet.form), sheet.entries, sheet.errors, by=actor, at=sheet.at)
    return render(
        request,
        "desk/reception/sheet.html",
        {
            "sheet": sheet,
            "is_fresh": "" if sheet.errors or sheet.is_rearranged else True,
            "version": version,
            "item": sheet.item,
            "typed": {name.replace("-", "_"): text for name, text in sheet.values.items()},
            "errors": sheet.errors,
            "lines": sheet.lines(),
            "form": form,
            "kinds": _kinds(sheet),
            "id_types": _NATURAL_IDS,
            "regions": region_choices(localdate(sheet.at))[1:],
            "windows": [(window.pk, str(window)) for window in windows_of(staff)],
            "handlers": [
                ("self", "本人（本单位）来办"),
                ("agent", "由代办人来办"),
                ("clerk", "由我代办（凭书面委托书）"),
            ],
            "methods": [
                (ConsentMethod.WINDOW, "当面确认：委托人在场或者电话核实"),
                (ConsentMethod.PAPER, "书面委托书"),
            ],
            "evidence": sheet.came.files.get(EVIDENCE, []),
            "evidence_name": EVIDENCE,
            "collects_for": ""
            if is_town or queries.receives_for(staff, version.item.unit, _place(sheet))
            else version.item.unit.name,
            "accept": ACCEPT,
            "max_bytes": settings.MAX_UPLOAD_BYTES,
            "max_mb": settings.MAX_UPLOAD_BYTES // 1024 // 1024,
        },
        status=status,
    )


def _place(sheet: Sheet) -> Region:
    """Where the case will stand; until it is chosen, where the clerk serves."""
    return sheet.region or sheet.by.unit.region


def _kinds(sheet: Sheet) -> list[tuple[str, str]]:
    """Natural or legal persons, as far as the item is for them."""
    takes_natural, takes_legal = "natural" in sheet.item.audience, set(sheet.item.audience) != {"natural"}
    return [
        (value, label)
        for value, label, takes in (
            (CitizenKind.NATURAL, CitizenKind.NATURAL.label, takes_natural),
            (CitizenKind.LEGAL, CitizenKind.LEGAL.label, takes_legal),
        )
        if takes
    ]


@desk(Permission.CASE_RECEIVE, Permission.CASE_ASSIST)
@require_safe
def received(request: HttpRequest, ref: str) -> HttpResponse:
    """The receipt to hand over, and what the clerk does next. Only for whoever took the case in."""
    case = queries.received_by(request.staff).select_related("version", "unit", "window").filter(ref=ref).first()
    if case is None:
        raise Unknown("没有找到这个办件。")
    rows = queries.supplied(case.materials.prefetch_related("attachments"))
    return render(
        request,
        "desk/reception/received.html",
        {
            "case": case,
            "receipt": receipt_of(case),
            "missing": [row.name for row in queries.rules.missing_materials(rows)],
            "is_collected": case.state == "submitted",
            "may_open": queries.may_see(request.staff, case),
            "paper": papers_of(case.ref).filter(kind="receipt").first(),
        },
    )


urls = [
    path("reception/", reception, name="reception"),
    path("reception/received/<str:ref>/", received, name="received"),
    path("reception/<str:code>/", receive, name="receive"),
]
