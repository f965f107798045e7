"""What may be handed in, decided from the bytes. Pure: no database, no settings, no clock."""

from .content import identify
from .names import clean_name, extension_of, named_as
from .sizes import check_size, size_words

__all__ = ["check_size", "clean_name", "extension_of", "identify", "named_as", "size_words"]
