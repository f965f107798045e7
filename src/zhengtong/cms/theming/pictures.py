"""The picture of a masthead as it is sent: re-encoded, no wider than it is shown."""

from io import BytesIO
from typing import Any

from PIL import Image

from zhengtong.foundation.errors import Refusal

from . import files

WIDTH, HEIGHT = 1920, 480
MOST_PIXELS = 50_000_000


def keep(uploaded: Any) -> str:
    """Keep an uploaded picture; the name of its file. Raises Refusal for what is none, or too large."""
    try:
        with Image.open(uploaded) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refusal("picture-large", "图片的像素太多，请先缩小。", "picture")
            picture = opened.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as problem:
        raise Refusal("picture-unreadable", "这个文件不是可以使用的图片。", "picture") from problem
    picture.thumbnail((WIDTH, HEIGHT * 4))
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return files.write_picture(out.getvalue(), "jpg")
