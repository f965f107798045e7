"""How large is too large, said in words."""

from zhengtong.foundation.errors import Refusal


def size_words(size: int) -> str:
    """Bytes as a person reads them: 512字节, 830KB, 12.4MB (1 MB = 1024 × 1024 bytes)."""
    if size < 1024:
        return f"{size}字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f}KB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + "MB"


def check_size(size: int, limit: int) -> None:
    """Refuse an empty file and one above the limit (bytes)."""
    if size == 0:
        raise Refusal("file-empty", "这个文件是空的，没有任何内容，请检查后重新选择。")
    if size > limit:
        raise Refusal(
            "file-too-large",
            f"这个文件有{size_words(size)}，超过了单个文件{size_words(limit)}的上限。"
            "照片请在手机上选“中等”或“标准”尺寸后再传，扫描件可降低分辨率或分成几个文件上传。",
        )
