"""What editors put into their pages: pictures, documents, videos and surveys of their own part, and those that stood there before.

Choosers show no others; a key typed into the form by hand would, once published, open what its owner never made public.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StreamValue

from zhengtong.org.queries import staff_of
from zhengtong.surveys import queries as surveys
from zhengtong.surveys.models import Survey
from zhengtong.videos import queries as videos
from zhengtong.videos.models import Video

from . import policies

WORDS = "这里用了不能选用的图片、文档、视频或者调查（可能属于其他单位，或者已经删除），请从选择框里重新选择。"
Key = tuple[type[Model], str]
OF_ROOMS = {Video: videos.choosable_by, Survey: surveys.choosable_by}
"""What other rooms let a person choose."""


class ChosenForm(WagtailAdminPageForm):
    """The form of a page: what it shows is its editor's to choose."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name, value in list(cleaned.items()):
            if name not in self.changed_data:
                continue
            before = set(_media(self.instance, name, getattr(self.instance, name, None)))
            if not _are_choosable(set(_media(self.instance, name, value)) - before, self.for_user):
                problem = ValidationError(WORDS, code="not-choosable")
                # Said above the parts: which of them it was, the key typed by hand knows.
                parts = StreamBlockValidationError(non_block_errors=[problem])
                self.add_error(name, parts if isinstance(value, StreamValue) else problem)
        return cleaned


def _media(page: Model, name: str, value: Any) -> Iterator[Key]:
    """The pictures, documents, videos and surveys in a field: chosen there, or anywhere in its parts."""
    from .models import Picture, SiteDocument

    kinds = (Picture, SiteDocument, *OF_ROOMS)
    if isinstance(value, kinds):
        yield type(value), str(value.pk)
        return
    names = {field.name: field for field in page._meta.get_fields()}
    extract = getattr(names.get(name), "extract_references", None)
    if extract is None or value is None:
        return
    for model, key, _, _ in extract(value):
        if issubclass(model, kinds):
            yield model, str(key)


def _are_choosable(keys: set[Key], user: Any) -> bool:
    for model in {model for model, _ in keys}:
        wanted = {key for each, key in keys if each is model}
        own = OF_ROOMS[model](staff_of(user)) if model in OF_ROOMS else policies.own_media(user, model)
        if not all(key.isdigit() for key in wanted) or own.filter(pk__in=wanted).count() != len(wanted):
            return False
    return True
