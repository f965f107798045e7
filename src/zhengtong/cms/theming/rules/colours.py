"""Colours as numbers: contrast by WCAG 2.1 (1.4.3), shades made of one colour."""

import re

from zhengtong.foundation.errors import Refusal

LEAST, LEAST_ELDER = 4.5, 7.0
"""WCAG 2.1 AA for running text; what 长者模式 promises."""
INK, INK_SOFT, WHITE = "#1c2733", "#4b5866", "#ffffff"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
Rgb = tuple[int, int, int]


def read(text: str) -> str:
    """A colour as it is kept, `#rrggbb` in lower case. Raises Refusal for anything else."""
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise Refusal("colour-form", "颜色应写成“#b5272d”这样：一个“#”和六位十六进制数字。")
    return colour


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def mix(colour: str, with_colour: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of the other in it."""
    pairs = zip(_parts(colour), _parts(with_colour), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + other * share):02x}" for own, other in pairs)


def deeper(colour: str) -> str:
    """The shade of a colour under the pointer."""
    return mix(colour, "#000000", 0.25)


def readable(colour: str, ground: str, least: float) -> str:
    """The colour, made darker until it can be read on `ground` with at least this contrast."""
    shade, share = colour, 0.0
    while contrast(shade, ground) < least and share < 1:
        share = min(1.0, share + 0.05)
        shade = mix(colour, "#000000", share)
    return shade


def check_readable(what: str, text: str, ground: str, field: str) -> None:
    """Raises Refusal, with the ratio, where a text cannot be read on its ground."""
    ratio = contrast(text, ground)
    if ratio < LEAST:
        # Rounded down: 4.499 is not 4.5.
        shown = int(ratio * 100) / 100
        raise Refusal(
            "contrast",
            f"{what}的对比度只有{shown:.2f}∶1，低于无障碍规范要求的4.5∶1，看不清。请把颜色调深一些或调浅一些。",
            field,
        )


def _parts(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
