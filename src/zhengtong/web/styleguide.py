"""样式指南: every part of the pages with real words, so that one look shows what a change does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe


@require_safe
def citizen(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide/citizen.html")


urls = [
    path("", citizen, name="citizen"),
]
