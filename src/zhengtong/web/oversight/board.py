"""总览: what needs a person now, the newest cards, and whether the watching itself is alive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from .door import oversight


@oversight()
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    return render(request, "oversight/board.html")


urls = [
    path("", board, name="board"),
]
