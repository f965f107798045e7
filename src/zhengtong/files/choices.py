"""What may be handed in: the kinds of file a county office can open, read and keep."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Trust(TextChoices):
    """可信等级 of an electronic material (国办函〔2016〕108号)."""

    ISSUED = "A", "发证机关签发"
    CHECKED = "B", "窗口与原件核对无误"
    UPLOADED = "C", "申请人上传"
    VOUCHED = "D", "申请人自行制作并承诺"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: its Chinese name, its extensions (the usual one first) and what the browser is told."""

    code: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    is_image: bool = False

    @property
    def is_shown_inline(self) -> bool:
        """Whether a browser may show it in place; everything else is saved to disk."""
        return self.is_image or self.code == "pdf"


_OOXML = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, FileKind] = {
    kind.code: kind
    for kind in (
        FileKind("pdf", "PDF文件", ("pdf",), "application/pdf"),
        FileKind("ofd", "OFD版式文件", ("ofd",), "application/ofd"),
        FileKind("jpeg", "JPEG图片", ("jpg", "jpeg", "jfif"), "image/jpeg", is_image=True),
        FileKind("png", "PNG图片", ("png",), "image/png", is_image=True),
        FileKind("webp", "WebP图片", ("webp",), "image/webp", is_image=True),
        FileKind("docx", "Word文档", ("docx",), f"{_OOXML}.wordprocessingml.document"),
        FileKind("xlsx", "Excel表格", ("xlsx",), f"{_OOXML}.spreadsheetml.sheet"),
        FileKind("doc", "Word 97-2003文档（含WPS文字）", ("doc", "wps"), "application/msword"),
        FileKind("xls", "Excel 97-2003表格（含WPS表格）", ("xls", "et"), "application/vnd.ms-excel"),
        FileKind("odt", "OpenDocument文档", ("odt",), "application/vnd.oasis.opendocument.text"),
        FileKind("ods", "OpenDocument表格", ("ods",), "application/vnd.oasis.opendocument.spreadsheet"),
        FileKind("txt", "纯文本", ("txt",), "text/plain"),
        FileKind("csv", "CSV表格", ("csv",), "text/csv"),
    )
}
BY_EXTENSION: dict[str, FileKind] = {extension: kind for kind in KINDS.values() for extension in kind.extensions}
BY_MEDIA_TYPE: dict[str, FileKind] = {kind.media_type: kind for kind in KINDS.values()}
ACCEPT = ",".join(f".{extension}" for extension in BY_EXTENSION)
"""For the `accept` attribute of a file field."""
ALLOWED_WORDS = "PDF、OFD、图片（JPG、PNG、WebP）、Word或WPS文档、Excel或WPS表格、纯文本"
"""The same in words, for hints and refusals."""
