"""事项 as files: the YAML of docs/item-file.md and the workbook, both ways, with a report of every line that is wrong."""

from .documents import read_documents, to_yaml, to_zip
from .entry import Entry, Fault, Found
from .workbook import read_workbook, to_workbook

__all__ = [
    "Entry",
    "Fault",
    "Found",
    "read_documents",
    "read_workbook",
    "to_workbook",
    "to_yaml",
    "to_zip",
]
