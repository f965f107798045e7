"""内容把关: sensitive and wrong words, expired expressions, personal numbers, hot words."""

from .public import PUBLIC_TEXTS, PublicFile, PublicText, Source

__all__ = ["PUBLIC_TEXTS", "PublicFile", "PublicText", "Source"]
