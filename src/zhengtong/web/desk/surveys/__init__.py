"""调查征集: surveys and e-forms from the draft to the published result."""

from . import editing, entries, pages, results

urls = [*pages.urls, *editing.urls, *results.urls, *entries.urls]
