"""What editors hand in, looked at by its bytes before anything opens it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from zhengtong.files.rules import identify
from zhengtong.foundation.errors import Refusal

NO_PICTURE = "这不是可以打开的图片，或者像素太多。请上传不超过5000万像素的JPG、PNG或WEBP图片。"


class PictureForm(BaseImageForm):
    """A picture as it is uploaded: JPEG, PNG or WebP by its bytes, and no more pixels than a page can use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Said before the picture is decoded: its header alone is read.
            messages = self.fields["file"].error_messages
            messages["invalid_image"] = messages["invalid_image_extension"] = NO_PICTURE

    def clean_file(self) -> Any:
        kind = _identified(self.cleaned_data["file"])
        if kind is not None and not kind.is_image:
            raise ValidationError(NO_PICTURE)
        return self.cleaned_data["file"]


class DocumentForm(BaseDocumentForm):
    """A document as it is uploaded: what its name says, without macros or programs."""

    def clean_file(self) -> Any:
        _identified(self.cleaned_data["file"])
        return self.cleaned_data["file"]


def _identified(file: Any) -> Any:
    if not isinstance(file, UploadedFile):
        return None  # what is stored already
    try:
        return identify(file.file, file.name, file.size)
    except Refusal as refusal:
        raise ValidationError(refusal.sentence, code=refusal.code) from refusal
    finally:
        file.seek(0)
