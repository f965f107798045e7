"""模板管理: how the sites of the cluster look (themes) and how their pages are laid out (templates), kept as versions.

A theme is values — colours, masthead, type, corners — and becomes one stylesheet; a template is text in a language that
can show what it is given and nothing else. Neither can run code, read settings or touch the frame the law asks for.
"""
