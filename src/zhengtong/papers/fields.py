"""A field of a paper: its Chinese name stands with it, so that a refusal can say what is missing."""

from dataclasses import MISSING, field
from typing import Any


def said(label: str, *, default: Any = MISSING) -> Any:
    """A field with its Chinese name; without a default it must be given and not be empty."""
    return field(default=default, metadata={"label": label}, kw_only=True)
