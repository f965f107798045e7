"""Our own line icons: 24 × 24, drawn with a stroke, always beside a word (or with a label of their own)."""

ICONS = {
    "access": (
        '<circle cx="12" cy="4.5" r="1.75"/><path d="M4.5 8.5 10 10v4l-2 6.5M19.5 8.5 14 10v4l2 6.5M10 10h4M10 14h4"/>'
    ),
    "alert": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.5v.1"/>',
    "arrow-left": '<path d="M20 12H4M10 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M4 12h16M14 6l6 6-6 6"/>',
    "bell": '<path d="M6 17v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4"/>',
    "book": '<path d="M5 4h13a1 1 0 0 1 1 1v15H7a2 2 0 0 1-2-2zM5 18a2 2 0 0 1 2-2h12M9 8h6"/>',
    "building": '<path d="M3 9.5 12 4l9 5.5M5 10v9M10 10v9M14 10v9M19 10v9M3 20h18"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8M8 14h2M14 14h2M8 17h2"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "check-circle": '<circle cx="12" cy="12" r="9"/><path d="m7.5 12.5 3 3 6-6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l3.5 2.5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "cross-circle": '<circle cx="12" cy="12" r="9"/><path d="m8.5 8.5 7 7M15.5 8.5l-7 7"/>',
    "dot": '<circle cx="12" cy="12" r="6" fill="currentColor"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "edit": '<path d="m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5"/>',
    "external": '<path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>'
    ),
    "file": '<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6"/>',
    "filter": '<path d="M4 5h16l-6 7.5V19l-4 1.5v-8z"/>',
    "flag": '<path d="M5 21V4M5 5h13l-2.5 4L18 13H5"/>',
    "flow": '<path d="M4 4h7v5H4zM13 15h7v5h-7zM7.5 9v8.5H13"/>',
    "folder": '<path d="M3 6h6l2 2.5h10V19H3z"/>',
    "form": '<path d="M4 4h16v16H4zM8 9h8M8 13h8M8 17h4"/>',
    "heart": '<path d="M12 20S3.5 15 3.5 9A4.3 4.3 0 0 1 12 7.5 4.3 4.3 0 0 1 20.5 9c0 6-8.5 11-8.5 11z"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.3 9.5a2.8 2.8 0 1 1 4 2.6c-.9.5-1.3 1-1.3 2M12 17v.1"/>',
    "home": '<path d="m3.5 11.5 8.5-8 8.5 8M6 10v10h12V10M10 20v-6h4v6"/>',
    "inbox": '<path d="M4 13 6.5 5h11L20 13v6H4zM4 13h5l1.5 2.5h3L15 13h5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.5 12 20 3.5M16 7.5l3 3"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6L11.5 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1.5-1.5"/>'
    ),
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>',
    "lock": '<path d="M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2"/>',
    "mail": '<path d="M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7"/>',
    "message": '<path d="M4 5h16v11H11l-5 4v-4H4zM8 9.5h8M8 12.5h5"/>',
    "money": '<circle cx="12" cy="12" r="9"/><path d="m8.5 7 3.5 4.5L15.5 7M12 11.5V17M8.5 12h7M8.5 14.5h7"/>',
    "pause": '<circle cx="12" cy="12" r="9"/><path d="M9.5 8.5v7M14.5 8.5v7"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/>'
        '<path d="M2.5 20c0-4 2.5-6 6.5-6s6.5 2 6.5 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2.3.7 3.5 2.5 3.5 5.5"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c0-4.5 3-6.5 8-6.5s8 2 8 6.5"/>',
    "phone": '<path d="M5 4h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5l1.5-2.5 5 1.5v4c-8 2-17-7-15-15z"/>',
    "pin": '<path d="M12 21.5S5 15 5 9.5a7 7 0 0 1 14 0c0 5.5-7 12-7 12z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "refresh": '<path d="M20 11a8 8 0 1 0-2.3 6M20 4.5V11h-6.5"/>',
    "scale": '<path d="M12 4v16M7.5 20h9M5 7h14M5 7l-2.5 6.5a2.7 2.7 0 0 0 5 0zM19 7l-2.5 6.5a2.7 2.7 0 0 0 5 0z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "send": '<path d="M21 3 3 10.5l7 3.5 3.5 7zM10 14l5-5"/>',
    "sign-out": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
    "square": '<path d="M6.5 6.5h11v11h-11z" fill="currentColor"/>',
    "star": '<path d="m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17l-5.3 3 1.1-6L3.4 9.8l6-.8z"/>',
    "text-size": '<path d="M3 18 8.5 5 14 18M5 13.5h7M14.5 18l3.5-8 3.5 8M15.7 15.5h4.6"/>',
    "trash": '<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5 7 20h10l1-13.5M10 10.5v6M14 10.5v6"/>',
    "triangle": '<path d="m12 5.5 7.5 13h-15z" fill="currentColor"/>',
    "undo": '<path d="M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-2"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4 20h16"/>',
    "window": '<path d="M3 10h18M5 10V4.5h14V10M5 10v10M19 10v10M9 20v-4h6v4M3 20h18"/>',
}
