"""我的消息: what the house has told this account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zhengtong.notices import actions, queries

PER_PAGE = 20


@require_safe
@login_required
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """The messages, newest first; unread ones stand out by word and weight."""
    page = Paginator(queries.mailbox(request.user), PER_PAGE).get_page(request.GET.get("page"))
    unread = queries.unread_count(request.user)
    return render(request, "citizen/messages/mailbox.html", {"page": page, "unread": unread})


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Mark one message, or all of them, as read."""
    chosen = request.POST.get("message", "")
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else None
    if number is None and "all" not in request.POST:
        messages.error(request, "没有选中要标为已读的消息。")
    else:
        actions.mark_read(request.user, at=timezone.now(), notice=number)
    return redirect("citizen:messages")


urls = [
    path("my/messages/", mailbox, name="messages"),
    path("my/messages/read/", read, name="messages-read"),
]
