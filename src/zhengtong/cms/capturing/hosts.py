"""采集白名单 behind the editors' door: everybody reads it, who manages the county's sites keeps it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.capture import queries
from zhengtong.capture.actions import hosts
from zhengtong.foundation.errors import Refusal

from .door import page, staff_at
from .forms import HostForm


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The list, and for its keeper the form below it."""
    staff = staff_at(request)
    is_keeper = queries.may_keep_hosts(staff)
    if request.method == "POST" and not is_keeper:
        raise Http404
    form = HostForm(request.POST or None) if is_keeper else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            row = hosts.allow(**form.cleaned_data, by=staff, at=timezone.now())
            messages.success(request, f"“{row}”已加入采集白名单。")
            return redirect("cms_capture_hosts")
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return page(request, "hosts.html", {"tab": "hosts", "rows": queries.hosts(), "form": form})


@require_POST
def remove(request: HttpRequest, host_id: int) -> HttpResponse:
    """移出白名单."""
    staff = staff_at(request)
    if not queries.may_keep_hosts(staff):
        raise Http404
    row = queries.host_named(host_id)
    hosts.remove(row.pk, by=staff, at=timezone.now())
    messages.success(request, f"“{row}”已移出采集白名单，不再采集。")
    return redirect("cms_capture_hosts")
