"""Pages that look like scanned papers and say that they are samples."""

import importlib.resources
from functools import cache

from PIL import Image, ImageDraw, ImageFont

FONT_WHEEL = "pylopdf_fonts_zh_cn"
SIZE = (620, 877)
"""A4 at 75 dots an inch: readable on a screen, a few kilobytes."""


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    path = importlib.resources.files(FONT_WHEEL) / "NotoSansSC-Regular.otf"
    return ImageFont.truetype(str(path), size)


def sheet(title: str) -> Image.Image:
    """One page with the material's name, ruled lines and the word 示例材料 across it."""
    page = Image.new("L", SIZE, 252)
    pen = ImageDraw.Draw(page)
    width, height = SIZE
    pen.rectangle((28, 28, width - 28, height - 28), outline=190, width=2)
    words = [title[n : n + 16] for n in range(0, len(title), 16)]
    for place, line in enumerate(words):
        pen.text((width / 2, 90 + 38 * place), line, font=_font(26), fill=40, anchor="mm")
    for y in range(120 + 38 * len(words), height - 120, 42):
        pen.line((70, y, width - 70, y), fill=205)
    pen.text((width / 2, height / 2), "示例材料", font=_font(72), fill=215, anchor="mm")
    pen.text((width - 70, height - 70), "仅供演示使用", font=_font(18), fill=120, anchor="rm")
    return page
