"""接入密钥: issued and shown once, revoked with a reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.exchange import actions, queries
from zhengtong.foundation.errors import Refusal, Unknown

from ..door import oversight
from ..wording import actor_labels
from .frame import MANAGE, act, framed, managed


@oversight(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """The keys; a form sent here issues one, and this answer is the only one that shows it."""
    system, issued, errors = managed(request, code), None, {}
    if request.method == "POST":
        try:
            issued = actions.issue_key(code, by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {"": refusal.sentence}
    found = list(queries.keys_of(system))
    names = actor_labels(key.issued_by for key in found)
    context = framed(request, system, "keys", rows=[(key, names[key.issued_by]) for key in found], issued=issued)
    return render(request, "oversight/systems/keys.html", context | {"errors": errors}, status=409 if errors else 200)


@oversight(MANAGE)
@require_POST
def revoke(request: HttpRequest, code: str, client_id: str) -> HttpResponse:
    system = managed(request, code)

    def doing() -> str:
        if not queries.keys_of(system).filter(client_id=client_id).exists():
            raise Unknown
        actions.revoke_key(client_id, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now())
        return "密钥已作废，用它取得的访问令牌同时失效。"

    return act(request, doing, reverse("oversight:system-keys", args=[code]))


urls = [
    path("systems/<str:code>/keys/", keys, name="system-keys"),
    path("systems/<str:code>/keys/<str:client_id>/revoke/", revoke, name="system-key-revoke"),
]
