"""试查文字: paste a text, or hand in a file, and see what the check says. Nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.guards import queries
from zhengtong.guards.choices import FindingLevel, Way
from zhengtong.guards.rules import Found
from zhengtong.org.choices import Permission

from ..door import desk
from .sections import sections

LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text: plain, or what was found there."""

    text: str
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in words."""

    found: Found
    level: str
    way: str


@desk(Permission.WORDS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def try_text(request: HttpRequest) -> HttpResponse:
    context: dict[str, object] = {"sections": sections(request.staff), "errors": {}, "text": "", "longest": LONGEST}
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        context["text"] = text
        if not text.strip() or len(text) > LONGEST:
            context["errors"] = {"text": f"请填写要检查的文字，最多{LONGEST}个字。"}
        else:
            findings = queries.check(text, at=timezone.now())
            context |= {
                "findings": findings,
                "parts": list(parts_of(text, findings.found)),
                "rows": [Row(found, FindingLevel(found.level).label, Way(found.way).label) for found in findings.found],
            }
    return render(request, "desk/words/try.html", context, status=409 if context["errors"] else 200)


def parts_of(text: str, found: tuple[Found, ...]) -> Iterator[Part]:
    """The text cut at the findings; of two that overlap the first is shown."""
    at = 0
    for one in found:
        if one.start < at:
            continue
        if one.start > at:
            yield Part(text[at : one.start])
        yield Part(text[one.start : one.end], one)
        at = one.end
    if at < len(text):
        yield Part(text[at:])


urls = [path("words/try/", try_text, name="word-try")]
