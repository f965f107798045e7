"""What a file is, read from its bytes; the name only has to agree."""

import codecs
import mmap
import re
from typing import IO, BinaryIO

import puremagic

from zhengtong.foundation.errors import Refusal

from ..choices import ALLOWED_WORDS, BY_EXTENSION, KINDS, FileKind
from .archives import identify_archive
from .images import identify_image
from .names import extension_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACH_O = (b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", *_MACH_O)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def identify(file: BinaryIO, name: str, size: int) -> FileKind:
    """The kind of a complete file of `size` bytes; raises Refusal when content and name disagree or it is not accepted.

    Pictures may go by one another's extension: telephones name them carelessly and no harm is in it.
    """
    extension = extension_of(name)
    expected = BY_EXTENSION.get(extension)
    if expected is None:
        named = f"“.{extension}”文件" if extension else "没有扩展名的文件"
        raise Refusal("file-kind", f"不能上传{named}。可以上传：{ALLOWED_WORDS}。")
    file.seek(0)
    head = file.read(4096)
    kind = _kind(file, head, size, expected)
    if kind is not expected and not (kind and kind.is_image and expected.is_image):
        what = kind.label if kind else _foreign(head)
        raise Refusal(
            "file-mismatch",
            f"文件内容与扩展名不符：名称以“.{extension}”结尾，内容却是{what}。请核对后上传真正的{expected.label}。",
        )
    return kind


def _kind(file: BinaryIO, head: bytes, size: int, expected: FileKind) -> FileKind | None:
    if head.startswith(_PROGRAMS):
        return None
    if head.startswith(b"%PDF-"):
        return _pdf(file, size)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        file.seek(0)
        return identify_image(file, size)
    if head.startswith(b"PK\x03\x04"):
        file.seek(0)
        return identify_archive(file, size)
    if head.startswith(_OLE):
        return _compound(file)
    if expected.code in ("txt", "csv") and _is_text(file):
        return expected
    return None


def _pdf(file: BinaryIO, size: int) -> FileKind:
    # ISO 32000-1 §7.5.5: a whole file ends with startxref and %%EOF; viewers look for them in the last kilobyte.
    file.seek(max(size - 2048, 0))
    tail = file.read()
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Refusal("file-damaged", "这个PDF文件不完整，可能没有传完，请重新导出或扫描后上传。")
    return KINDS["pdf"]


def _compound(file: IO[bytes]) -> FileKind | None:
    """Word or Excel before 2007, told by the names of the streams in the compound file's directory (UTF-16)."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def has(stream: str) -> bool:
            return content.find(stream.encode("utf-16-le")) >= 0

        if has("EncryptedPackage"):
            raise Refusal("file-encrypted", "这个文件设有打开密码，工作人员无法查看。请去掉密码后再上传。")
        if has("_VBA_PROJECT"):
            raise Refusal("file-macro", "这个文件里含有宏，不能上传。请另存为不含宏的文档，或者转成PDF后再上传。")
        if has("WordDocument"):
            return KINDS["doc"]
        return KINDS["xls"] if has("Workbook") or has("Book\0") else None


def _is_text(file: BinaryIO) -> bool:
    file.seek(0)
    content = file.read()
    encodings = ("utf-16",) if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return not _CONTROL.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


def _foreign(head: bytes) -> str:
    """Words for what is not accepted, as well as it can be told."""
    if head.startswith(_PROGRAMS):
        return "可执行程序"
    if head.startswith(b"PK\x03\x04"):
        return "压缩包"
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return "无法识别的数据"
    return f"{found[0].extension.lstrip('.').upper() or '其他'}类型的数据"
