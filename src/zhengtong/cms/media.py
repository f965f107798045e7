"""Pictures and documents to the public: what a page everybody can read shows, and nothing else.

The originals and everything else under the media folder have no address. An editor sees what is their own besides.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe
from wagtail.models import Page, ReferenceIndex

from . import policies
from .models import PictureRendition
from .visible import visible_pages

AGE = 60 * 60 * 24 * 30  # seconds; a rendition never changes, its name carries the filter and the focal point


@require_safe
def serve(request: HttpRequest, name: str) -> FileResponse:
    """A rendition's file. Raises Http404 for anything that is none, and for what no public page shows."""
    rendition = PictureRendition.objects.select_related("image").filter(file=name).first()
    if rendition is None:
        raise Http404
    is_open = is_public(rendition.image)
    if not is_open and not _is_own(request.user, rendition.image):
        raise Http404
    answer = FileResponse(rendition.file.open("rb"))
    answer.headers["Cache-Control"] = f"public, max-age={AGE}" if is_open else "private, no-store"
    return answer


def refuse_hidden(document: Model, request: HttpRequest) -> None:
    """Raises Http404 for a document no public page offers, unless it is the reader's own to work with."""
    if not is_public(document) and not _is_own(request.user, document):
        raise Http404


def is_public(thing: Model) -> bool:
    """Whether some published page of an open site shows this picture or offers this document."""
    users = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(thing),
        to_object_id=str(thing.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    ).values_list("object_id", flat=True)
    return visible_pages().filter(pk__in=set(users)).exists()


def _is_own(user: Any, thing: Model) -> bool:
    return policies.may_enter(user) and policies.own_media(user, type(thing)).filter(pk=thing.pk).exists()
