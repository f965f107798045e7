"""Documents that are zip archives inside (OOXML, OpenDocument, OFD): what they are, and that they are no bomb."""

import zipfile
from typing import BinaryIO

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal

from ..choices import KINDS, FileKind

MAX_UNPACKED = 256 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_RATIO = 200
_SMALL = 10 * 1024 * 1024
# What documents are packed with (ISO/IEC 29500-2 Annex C, GB/T 33190); other methods are for hiding and for hanging.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_OPEN_DOCUMENT = {
    KINDS["odt"].media_type.encode(): KINDS["odt"],
    KINDS["ods"].media_type.encode(): KINDS["ods"],
}


def identify_archive(file: BinaryIO, size: int) -> FileKind | None:
    """The kind of document in a zip archive, None for a plain archive; raises Refusal for a bomb, a macro, damage."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if any(member.compress_type not in _METHODS for member in members):
                raise NotImplementedError("a method of packing that documents do not use")
            _refuse_bomb(archive, members, size)
            names = {member.filename for member in members}
            kind = _kind(archive, names)
    except DAMAGE as error:
        raise Refusal(
            "file-damaged", "这个文件打不开：可能没有传完、已损坏或设有密码。请重新保存一份不加密的再上传。"
        ) from error
    if kind is not None and any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise Refusal("file-macro", "这个文件里含有宏或程序，不能上传。请另存为不含宏的文档，或者转成PDF后再上传。")
    return kind


def _refuse_bomb(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int) -> None:
    """Declared sizes first, then the true ones: every member is unpacked to nowhere, with a ceiling."""
    declared = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or declared > _ceiling(size):
        raise _bomb()
    unpacked = 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(1 << 20):
                unpacked += len(chunk)
                if unpacked > _ceiling(size):
                    raise _bomb()


def _ceiling(size: int) -> int:
    return min(MAX_UNPACKED, max(size * MAX_RATIO, _SMALL))


def _bomb() -> Refusal:
    return Refusal("file-bomb", "这个文件解压后异常庞大，出于安全考虑不能上传。请另存一份，或者转成PDF后再上传。")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> FileKind | None:
    if "[Content_Types].xml" in names:
        return KINDS["docx"] if "word/document.xml" in names else KINDS["xlsx"] if "xl/workbook.xml" in names else None
    if "mimetype" in names:
        with archive.open("mimetype") as stream:
            return _OPEN_DOCUMENT.get(stream.read(100).strip())
    return KINDS["ofd"] if "OFD.xml" in names else None
