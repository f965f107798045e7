"""Pictures as pages show them; the originals and everything else under the media folder have no address."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from .models import PictureRendition

AGE = 60 * 60 * 24 * 30  # seconds; a rendition never changes, its name carries the filter and the focal point


@require_safe
def serve(request: HttpRequest, name: str) -> FileResponse:
    """A rendition's file. Raises Http404 for anything that is none."""
    rendition = PictureRendition.objects.filter(file=name).first()
    if rendition is None:
        raise Http404
    answer = FileResponse(rendition.file.open("rb"))
    answer.headers["Cache-Control"] = f"public, max-age={AGE}"
    return answer
