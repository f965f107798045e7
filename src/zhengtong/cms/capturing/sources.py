"""采集来源 behind the editors' door: the list, one source with its rounds, the form with its trial."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.capture import queries
from zhengtong.capture.actions import sources
from zhengtong.capture.models import CaptureSource
from zhengtong.capture.trying import Trial, try_out
from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Unit

from . import places
from .door import page, staff_at
from .forms import SourceForm

A_PAGE = 30
_BACK = timedelta(days=30)
ACTS = {"pause": (sources.pause, "已暂停“{}”。"), "resume": (sources.resume, "“{}”即将开始采集，请稍后查看采集记录。")}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every source one may see, the broken ones first."""
    staff = staff_at(request)
    rows = Paginator(queries.sources_for(staff), A_PAGE).get_page(request.GET.get("p"))
    names = places.names_of({source.place for source in rows})
    shown = {
        "tab": "sources",
        "page_obj": rows,
        "rows": [{"source": source, "place": names.get(source.place, "")} for source in rows],
        "now": timezone.now(),
    }
    return page(request, "sources.html", shown)


@require_safe
def detail(request: HttpRequest, source_id: int) -> HttpResponse:
    """One source, how it stands and what its rounds brought."""
    source = queries.source_for(staff_at(request), source_id)
    runs = Paginator(queries.runs_of(source), A_PAGE).get_page(request.GET.get("p"))
    shown = {
        "source": source,
        "place": places.names_of({source.place}).get(source.place, ""),
        "page_obj": runs,
        "is_running": any(run.state == "running" for run in runs),
        "now": timezone.now(),
    }
    return page(request, "source.html", shown, title=source.name)


@require_safe
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One round: what was new, a copy, refused and why."""
    staff = staff_at(request)
    found = queries.run_for(staff, run_id)
    shown = {"run": found, "items": queries.items_for(staff).filter(run=found)}
    return page(request, "run.html", shown, title=f"{found.source.name}的采集记录")


@require_POST
def act(request: HttpRequest, source_id: int, act: str) -> HttpResponse:
    """暂停, 恢复, or at once."""
    staff = staff_at(request)
    source = queries.source_for(staff, source_id)
    if act not in ACTS:
        raise Http404
    do, words = ACTS[act]
    try:
        do(source.pk, by=staff, at=timezone.now())
        messages.success(request, words.format(source.name))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("cms_capture_source", source.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """新增来源, tried out before it is saved."""
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, source_id: int) -> HttpResponse:
    """修改来源."""
    return _form(request, queries.source_for(staff_at(request), source_id))


def _form(request: HttpRequest, source: CaptureSource | None) -> HttpResponse:
    staff = staff_at(request)
    form = SourceForm(
        request.POST or None, groups=places.columns_for(request.user), source=source, initial=_initial(source)
    )
    trial: Trial | None = None
    if request.method == "POST" and form.is_valid():
        chosen = places.chosen(request.user, staff, form.cleaned_data["place"])
        if chosen is None:
            raise Http404
        column, unit = chosen
        try:
            if "try" in request.POST:
                trial = try_out(form.wanted(), unit, at=timezone.now(), clock=timezone.now)
            else:
                saved = _save(source, form, unit, column.pk, staff)
                messages.success(request, f"已保存“{saved.name}”，即将开始采集。")
                return redirect("cms_capture_source", saved.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    title = f"修改“{source.name}”" if source else "新增采集来源"
    return page(request, "source_form.html", {"form": form, "source": source, "trial": trial}, title=title)


def _save(source: CaptureSource | None, form: SourceForm, unit: Unit, place: int, staff: Any) -> CaptureSource:
    now = timezone.now()
    if source is None:
        return sources.add(form.wanted(), unit=unit, place=place, by=staff, at=now)
    return sources.change(source.pk, form.wanted(), unit=unit, place=place, by=staff, at=now)


def _initial(source: CaptureSource | None) -> dict[str, Any]:
    if source is None:
        return {"since": timezone.localdate() - _BACK}
    names = ("name", "kind", "address", "rule_kind", "rule", "place", "since", "minutes", "most", "takes_pictures")
    return {name: getattr(source, name) for name in names}
