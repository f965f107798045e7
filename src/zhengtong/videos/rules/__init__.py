"""Pure rules about videos: what may be sent, into which sizes it is made, what captions must look like."""

from .captions import Captions, read_captions
from .ladder import LIVE_LADDER, Rendition, downloadable, renditions
from .sending import (
    ALLOWED,
    CHUNK,
    ENDINGS,
    HEAD_BYTES,
    MAX_PIXELS,
    MAX_TRIES,
    SOUNDS,
    check_chunk,
    check_head,
    check_length,
    check_poster,
    check_sending,
    check_streams,
    clean_name,
    clean_title,
    is_cut_short,
    pause_before,
)

__all__ = [
    "ALLOWED",
    "CHUNK",
    "ENDINGS",
    "HEAD_BYTES",
    "LIVE_LADDER",
    "MAX_PIXELS",
    "MAX_TRIES",
    "SOUNDS",
    "Captions",
    "Rendition",
    "check_chunk",
    "check_head",
    "check_length",
    "check_poster",
    "check_sending",
    "check_streams",
    "clean_name",
    "clean_title",
    "downloadable",
    "is_cut_short",
    "pause_before",
    "read_captions",
    "renditions",
]
