"""Try a template on real pages, as somebody without an account would be shown them."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.test import RequestFactory
from wagtail.models import Page

from . import serving
from .models import Template
from .plain import Plain
from .queries import samples_of
from .rules import language, markup
from .rules.markup import Problem

MOST_PAGES = 5
MOST_TOLD = 20


@dataclass(slots=True)
class Report:
    """What a check found. `pages`: titles of the pages it was tried on."""

    problems: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def check(template: Template, text: str) -> Report:
    """Everything that keeps a text from coming into force; nothing, where it may."""
    report = Report()
    try:
        compiled = language.compile_text(text)
    except language.Unfit as problem:
        report.problems.append(str(problem))
        return report
    report.problems += dict.fromkeys(str(problem) for problem in markup.literals(text))
    samples = samples_of(template, MOST_PAGES)
    if not samples:
        report.problems.append("本单位的站点还没有这一类网页，无法试运行。")
    known = set(report.problems)
    for page in samples:
        report.pages.append(page.title)
        for problem in tried(page.specific, compiled):
            told = str(problem)
            if told not in known:
                report.problems.append(told if problem.line else f"{told}（试运行网页：{page.title}）")
            known.add(told)
    report.problems = report.problems[:MOST_TOLD]
    return report


def tried(page: Page, compiled: language.Compiled) -> list[Problem]:
    """What goes wrong on one page."""
    request = somebody(page)
    plain = Plain(page, request, context_of(page, request), compiled.names)
    try:
        written = compiled.render(plain.values())
    except language.Unfit as problem:
        return [problem.problem]
    read = markup.read(written.html, hosts=plain.hosts, line_of=written.line)
    return read.problems + ([] if read.problems else plain.pieces.problems(read.pieces))


def previewed(page: Page, text: str | None, look: dict[str, object] | None) -> TemplateResponse:
    """A real page with a text nobody has put in force, or a look. Raises language.Unfit, serving.Broken."""
    request = somebody(page)
    response = page.serve(request)
    if not isinstance(response, TemplateResponse):
        raise serving.Broken("这个网页不显示自己的内容，请换一个网页预览。")
    if text is not None:
        response.template_name = page.template
        content = serving.lay_out(page, request, response.context_data or {}, language.compile_text(text))
        serving.use(response, content)
    if look is not None:
        response.context_data = {**(response.context_data or {}), "look": look}
    return response


def context_of(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the page would be shown with."""
    return page.get_context(request)  # type: ignore[no-any-return]


def somebody(page: Page) -> HttpRequest:
    """A plain request for a page, by nobody in particular."""
    parts = page.get_url_parts()
    path = parts[2] if parts and parts[2] else "/"
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request
