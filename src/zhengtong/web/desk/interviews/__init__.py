"""在线访谈 at the desk: planned, told live from the console, written down."""

from . import acting, console, pages, planning, transcript

urls = [*planning.urls, *pages.urls, *console.urls, *transcript.urls, *acting.urls]
