"""Files of outside systems read as a stream of lines, each an event as told or a problem with its place."""

from .lines import Line, Reading
from .opening import open_file

__all__ = ["Line", "Reading", "open_file"]
