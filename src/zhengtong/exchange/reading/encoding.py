"""XML in the encodings that the parser does not know itself: GB 18030 above all, and whatever else a country writes."""

import codecs
import re
from collections.abc import Iterable, Iterator

from zhengtong.foundation.errors import Refusal

from .opening import Cut

_DECLARED = re.compile(rb"""\A(<\?xml[^>]*?encoding\s*=\s*["'])([^"']{1,40})(["'])""")
_BOM = codecs.BOM_UTF8
_ITS_OWN = frozenset({"utf-8", "utf-16", "iso8859-1", "ascii"})
_ALSO_READ = ("gb", "big5", "cp125", "iso8859", "koi8", "shift_jis", "euc_")


def readable(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same XML in an encoding the parser knows; the declaration says so.

    Raises Refusal `xes-encoding` for an encoding nobody knows, Cut where the text is not in the encoding declared.
    """
    coming = iter(chunks)
    head = b""
    while len(head) < 200 and (chunk := next(coming, b"")):
        head += chunk
    marked = head.startswith(_BOM)
    declared = _DECLARED.match(head.removeprefix(_BOM))
    name = _known(declared[2].decode(errors="replace")) if declared else "utf-8"
    if declared is None or name in _ITS_OWN:
        yield head
        yield from coming
        return
    head = _DECLARED.sub(rb"\1UTF-8\3", head.removeprefix(_BOM))
    # Whoever declares GB 2312 or GBK writes characters that only GB 18030 has; it contains both.
    name = "utf-8" if marked else "gb18030" if name.startswith("gb") else name
    decoder = codecs.getincrementaldecoder(name)()
    try:
        yield decoder.decode(head).encode()
        for chunk in coming:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", True).encode()
    except UnicodeDecodeError as error:
        yield error.object[: error.start].decode(name).encode()
        raise Cut(f"文件声明的文字编码是 {name.upper()}，实际内容不是") from error


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if name not in _ITS_OWN and not name.startswith(_ALSO_READ):
        raise Refusal("xes-encoding", f"文件声明的文字编码“{declared}”无法识别，请改用 UTF-8 或 GB 18030。", "file")
    return name
