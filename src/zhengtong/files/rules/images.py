"""Photographs and scans: that they open, and that they do not unpack into gigabytes."""

import warnings
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from zhengtong.foundation.errors import Refusal

from ..choices import KINDS, FileKind

MAX_PIXELS = 120_000_000
_FORMATS = {"JPEG": KINDS["jpeg"], "PNG": KINDS["png"], "WEBP": KINDS["webp"], "MPO": KINDS["jpeg"]}


def identify_image(file: BinaryIO, size: int) -> FileKind:
    """The kind of picture; raises Refusal if it is damaged, cut short, or larger than 120 million pixels."""
    try:
        with warnings.catch_warnings():
            # Pillow warns long before our own ceiling is reached, and refuses far above it.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=("JPEG", "PNG", "WEBP"))
        kind = _FORMATS[image.format or ""]
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise _too_many_pixels(f"{width}×{height}")
        if kind.code == "jpeg":
            image.draft("L", (max(width // 8, 1), max(height // 8, 1)))  # decodes an eighth, meets every byte
            image.load()
        elif kind.code == "png":
            image.verify()  # chunk checksums, nothing is unpacked
        elif _riff_length(file) > size:
            raise _damaged()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels("数亿") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        # Pillow's decoders report damage in all of these ways; SyntaxError is a broken PNG.
        raise _damaged() from error
    return kind


def _riff_length(file: BinaryIO) -> int:
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8


def _too_many_pixels(words: str) -> Refusal:
    return Refusal("image-too-large", f"这张图片有{words}像素，太大了，无法处理。请缩小尺寸后再上传。")


def _damaged() -> Refusal:
    return Refusal("file-damaged", "这张图片打不开，可能没有传完或已损坏，请重新拍照或扫描后上传。")
