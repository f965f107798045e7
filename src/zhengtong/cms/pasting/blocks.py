"""Running text as a part of a page, clean whichever way it came in and whichever way it goes out."""

from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from .rules import clean


class CleanTextBlock(blocks.RichTextBlock):
    """Wagtail's rich text; what is read from the database and what is written to it passes the allow-list."""

    # What is stored is of Wagtail's shape: nothing for a migration to know of.
    canonical_module_path = "wagtail.blocks.RichTextBlock"

    def to_python(self, value: str) -> RichText:
        return super().to_python(clean(value or ""))

    def normalize(self, value: Any) -> RichText:
        source = value.source if isinstance(value, RichText) else value
        return super().normalize(RichText(clean(source or "")))

    def get_prep_value(self, value: Any) -> str:
        return clean(super().get_prep_value(value) or "")
