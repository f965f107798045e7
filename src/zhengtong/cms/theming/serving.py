"""Dress a page that is about to be shown: the site's theme, and the template in force for it.

A template that fails never costs anybody the page: the standard layout answers, and the journal is told once.
"""

import logging
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.models import Page

from zhengtong.cms import presenting

from . import queries
from .plain import Plain
from .rules import language, looks, markup

logger = logging.getLogger(__name__)

LAID_OUT = "cms/theming/page.html"


def dress(page: Page, request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Called with what a page would answer by itself; a page that is no template (gone, led on) stays as it is."""
    if not isinstance(response, TemplateResponse) or response.is_rendered:
        return response
    way = page.way if page.way is not None else presenting.way_to(page)
    found = queries.in_force(page, way)
    context: dict[str, Any] = response.context_data or {}
    response.context_data = context
    context["look"] = look_of(found)
    if found.version_id is None or response.template_name != page.template:
        return response
    try:
        content = lay_out(page, request, context, queries.compiled(found.version_id))
    except (language.Unfit, Broken) as problem:
        _tell(found.version_id, str(problem))
    except DatabaseError:
        raise
    except Exception as problem:
        # Whatever it is, the reader is shown the page.
        logger.exception("template version %s failed on page %s", found.version_id, page.pk)
        _tell(found.version_id, type(problem).__name__)
    else:
        use(response, content)
    return response


def use(response: TemplateResponse, content: str) -> None:
    """Show the page in the frame, with this content in it."""
    # Written anew by rules.markup; the pieces in it are the product's own.
    shown = {"standard": response.template_name, "content": mark_safe(content)}
    response.context_data = {**(response.context_data or {}), **shown}
    response.template_name = LAID_OUT


def look_of(found: queries.InForce) -> dict[str, object]:
    """What the frame needs of a theme."""
    shown: dict[str, object] = {"is_mourning": found.is_mourning}
    if found.look is not None:
        shown |= {
            "stylesheet": reverse("look-file", args=[f"{found.digest}.css"]),
            "mark": reverse("look-file", args=[looks.mark_name(found.look)]),
            "title_line": found.look.title_line,
            "color": found.look.primary,
        }
    return shown


class Broken(Exception):
    """What a template wrote is no HTML that may be shown."""


def lay_out(page: Page, request: HttpRequest, context: dict[str, Any], compiled: language.Compiled) -> str:
    """The content of a page by a template. Raises language.Unfit, Broken."""
    plain = Plain(page, request, context, compiled.names)
    written = compiled.render(plain.values())
    read = markup.read(written.html, hosts=plain.hosts, line_of=written.line)
    problems = [*read.problems, *plain.pieces.problems(read.pieces)]
    if problems:
        raise Broken(str(problems[0]))
    return markup.assemble(read.html, plain.pieces.html)


def _tell(version_id: int, said: str) -> None:
    from .actions import templates

    logger.error("template version %s failed, the standard layout answers: %s", version_id, said)
    templates.note_failure(version_id, said[:300], at=timezone.now())
