"""内容把关: the list of words, what it found, a place to try it."""

from . import editing, findings, importing, listing, trying

urls = [*importing.urls, *trying.urls, *findings.urls, *listing.urls, *editing.urls]
