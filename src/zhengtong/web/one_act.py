"""Pages for one act: a form that is shown and done, or a button alone; a refusal is said where it belongs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengtong.foundation.errors import Refusal, Unknown

Typed = dict[str, Any]
Made = TypeVar("Made")


def form(
    request: HttpRequest,
    template: str,
    typed: Typed,
    act: Callable[[Typed], Made],
    done: Callable[[Made], tuple[str, HttpResponse]],
    **context: Any,
) -> HttpResponse:
    """Show `typed`; on POST read the same names, act, say what is done and go on.

    A name that stands with a list is read as a list. A refusal shows the form again (409), with what was typed as `typed`
    and the sentence in `errors` under its field.
    """
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = posted(request, typed)
        try:
            made = act(typed)
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            said, onward = done(made)
            messages.success(request, said)
            return onward
    return render(request, template, {**context, "typed": typed, "errors": errors}, status=409 if errors else 200)


def posted(request: HttpRequest, names: Typed) -> Typed:
    """What was typed into the named fields."""
    return {
        name: request.POST.getlist(name) if isinstance(value, list) else request.POST.get(name, "")
        for name, value in names.items()
    }


def button(request: HttpRequest, act: Callable[[], object], done: str, back: HttpResponse) -> HttpResponse:
    """Act at once; a refusal is said on the page one goes back to."""
    try:
        act()
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return back
