"""外部系统: who they are, their keys, their files and how these are read, and what was set aside."""

from . import files, keys, lines, registry

urls = [*registry.urls, *keys.urls, *files.urls, *lines.urls]
