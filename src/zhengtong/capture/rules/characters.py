"""Which characters the bytes of a page mean. Old government sites say GB2312 and mean GB18030, or say nothing."""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset\s*=\s*|encoding\s*=\s*)["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Every character of the older sets stands at the same place in the newer ones.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "ascii": "utf-8"}
_HEAD = 4096


def decoded(content: bytes, declared: str = "") -> str:
    """The text; `declared` is what the HTTP header said. The reading with the fewest broken characters wins."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    candidates: dict[str, None] = {}
    for name in (declared, *(found.decode() for found in _DECLARED.findall(content[:_HEAD])), "utf-8", "gb18030"):
        codec = _codec(name)
        if codec:
            candidates.setdefault(codec)
    readings = []
    for name in candidates:
        text = content.decode(name, "replace")
        broken = text.count("\ufffd")
        if not broken and name != "iso8859-1":
            return text
        # Latin-1 reads anything at all, so it is believed last.
        readings.append((broken if name != "iso8859-1" else len(text), text))
    return min(readings, key=lambda reading: reading[0])[1]


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return _WIDER.get(known, known) if known.startswith(("utf", "gb", "big5", "hz", "ascii", "iso8859")) else ""
