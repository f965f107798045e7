"""工作日历: the year, the notices it rests on, office hours, and the limits of the law."""

from . import hours, limits, notices, year

urls = [*year.urls, *notices.urls, *hours.urls, *limits.urls]
