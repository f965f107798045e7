"""XES (IEEE 1849-2023) read as a stream: traces and their events, direct attributes only, no entities, no DTD.

The defaults of <global> are declarations and never values; nested attributes and lists speak about an attribute, not
about the matter. Line numbers are those of the unpacked file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from zhengtong.foundation.errors import Refusal

from .encoding import readable
from .lines import check_count
from .opening import Cut, chunks

_SCALARS = frozenset({"string", "date", "int", "float", "boolean", "id"})
_DEEPEST = 100

Attributes = dict[str, tuple[str, str]]
"""Attribute key → (element name, value)."""


@dataclass(slots=True)
class LogEvent:
    line: int
    attributes: Attributes = field(default_factory=dict)


@dataclass(slots=True)
class Trace:
    """One case of the log. `number` counts from 1."""

    number: int
    line: int
    attributes: Attributes = field(default_factory=dict)
    events: list[LogEvent] = field(default_factory=list)


class Log:
    """One pass over the traces of a log that were told whole; afterwards `broken` and `broken_line` say whether it broke.

    Raises Refusal for entities and DTDs, and for what is no XES at all.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.broken = ""
        self.broken_line = 0
        self.strays: list[LogEvent] = []
        self._path_down: list[str] = []
        self._done: list[Trace] = []
        self._trace: Trace | None = None
        self._event: LogEvent | None = None
        self._count = self._events = self._global = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.EntityDeclHandler = self._refuse_doctype

    def traces(self) -> Iterator[Trace]:
        try:
            for chunk in readable(chunks(self._path)):
                self._parser.Parse(chunk, False)
                yield from self._taken()
            self._parser.Parse(b"", True)
        except (expat.ExpatError, Cut) as error:
            self.broken_line = self._parser.CurrentLineNumber
            said = str(error) if isinstance(error, Cut) else f"第{self.broken_line}行起不是完整的 XML"
            self.broken = f"文件不完整：{said}。"
        yield from self._taken()

    def _taken(self) -> list[Trace]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        path = self._path_down
        path.append(name)
        depth = len(path)
        if depth == 1 and name != "log":
            raise Refusal("xes-not", f"这不是 XES 日志：最外层是 <{name[:40]}>，应为 <log>。", "file")
        if depth > _DEEPEST:
            raise Refusal("xes-deep", f"第{self._parser.CurrentLineNumber}行嵌套过深，未导入。", "file")
        if name in _SCALARS:
            if self._event is not None:
                if path[-2] == "event":
                    self._event.attributes[attributes.get("key", "")] = (name, attributes.get("value", ""))
            elif self._trace is not None and path[-2] == "trace":
                self._trace.attributes[attributes.get("key", "")] = (name, attributes.get("value", ""))
        elif name == "event" and path[-2] in ("trace", "log"):
            self._events += 1
            check_count(self._events)
            self._event = LogEvent(self._parser.CurrentLineNumber)
        elif name == "trace" and depth == 2:
            self._count += 1
            self._trace = Trace(self._count, self._parser.CurrentLineNumber)

    def _end(self, name: str) -> None:
        self._path_down.pop()
        if name.endswith("event") and self._event is not None and self._path_down[-1] in ("trace", "log"):
            (self._trace.events if self._trace is not None else self.strays).append(self._event)
            self._event = None
        elif name.endswith("trace") and self._trace is not None and len(self._path_down) == 1:
            self._done.append(self._trace)
            self._trace = None

    def _refuse_doctype(self, *_: object) -> None:
        raise Refusal("xes-entities", "文件含有 DTD 或实体声明，可能有害，未导入。", "file")
