"""Words into PDF: the typst compiler, its fonts from a wheel, one compiler a process."""

import importlib.resources
import io
import json
import threading
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

TEMPLATES = Path(__file__).resolve().parent / "templates"
VERSION = 1
"""Raised whenever a template changes its words; every paper keeps the version it was issued under."""
FONT_WHEEL = "pylopdf_fonts_zh_cn"
"""Noto Serif SC and Noto Sans SC, SIL Open Font License 1.1."""

_lock = threading.Lock()


def render(template: str, data: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF of a template over data; the same data and moment give the same bytes.

    Data travels as JSON and is set as text: nothing a person wrote is ever read as markup.
    """
    inputs = {"paper": json.dumps(data, ensure_ascii=False, default=_iso)}
    whole = at.replace(microsecond=0)  # a PDF's date knows whole seconds only, and typst takes no others
    with _lock:
        return _compiler().compile(TEMPLATES / f"{template}.typ", format="pdf", sys_inputs=inputs, timestamp=whole)


def qr_code(address: str) -> str:
    """A QR code as an SVG text, error correction M, with the quiet zone the standard asks for."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False, nl=False)
    return picture.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    fonts = importlib.resources.files(FONT_WHEEL)
    return typst.Compiler(root=TEMPLATES, font_paths=[Path(str(fonts))], ignore_system_fonts=True)


def _iso(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{type(value).__name__} cannot be printed")
