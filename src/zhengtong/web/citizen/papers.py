"""文书核验: anybody with a paper in hand may ask whether it is ours and still valid."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhengtong.foundation.errors import Unknown
from zhengtong.papers import queries

_LONGEST_CODE = 40


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The page with the one field; a code in it leads to its own address."""
    typed = request.GET.get("code", "")
    code = queries.tidy_verification_code(typed)[:_LONGEST_CODE]
    if code.isascii() and code.isalnum():
        return redirect("citizen:verify-paper", code)
    error = "请输入文书左下方二维码旁印的核验码，由16位数字和字母组成。" if "code" in request.GET else ""
    return render(request, "citizen/papers/ask.html", {"typed": typed, "error": error})


@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the code says: the paper, or a kind sentence that there is none."""
    try:
        paper = queries.verification(code)
    except Unknown as unknown:
        context = {"typed": code, "error": unknown.sentence}
        return render(request, "citizen/papers/ask.html", context, status=404)
    return render(request, "citizen/papers/verified.html", {"paper": paper})


urls = [
    path("verify/", ask, name="verify"),
    path("verify/<str:code>/", verify, name="verify-paper"),
]
