"""What a public page must carry, what is wrong with one, how a site stands. No Django below here."""

from .faults import Kind, Problem, check_page, key_of
from .foot import check_foot
from .reading import Image, Link, Seen, read
from .tags import PageKind, check_tags

__all__ = [
    "Image", "Kind", "Link", "PageKind", "Problem", "Seen", "check_foot", "check_page", "check_tags", "key_of", "read",
]  # fmt: skip
