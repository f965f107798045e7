"""The page cache: what everybody is shown alike, written to disk when it is published and changed with what it shows.

While a page is made, what it shows is noted as tags (`notes`). A change is queued with the tags it concerns, in its own
transaction (`changes`); afterwards the pages that carry one of them, and no others, are made anew (`baking`). The files
(`files`) are answered before Django is entered, by the built-in server or by nginx.

A template or a query that shows more than its models tell says so:

    from zhengtong.cms import pagecache
    pagecache.note("below", column.path)    # a list of what is published below this place of the tree
    pagecache.keep(60)                      # something nobody tells changes of: at most so many seconds old
    pagecache.refuse()                      # only for who asks; not to be kept

In templates: {% load pagecache %}{% shows "below" column.path %} {% keeps 60 %}.
"""

from .notes import keep, note, refuse

__all__ = ["keep", "note", "refuse"]
