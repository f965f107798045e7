"""Pure rules about broadcasts: what a browser may send, how playlists are written, what becomes of the timeline's words."""

from .playlists import (
    Piece,
    index_name,
    keep_window,
    master,
    master_name,
    read_pieces,
    run_name,
    seconds_of,
    write_index,
)
from .sending import CHUNK, SILENT_SECONDS, check_chunk, check_feed, check_head, clean_title, kind_of
from .transcript import Chapter, Moment, Word, captions, chapters, moment_of, plain

__all__ = [
    "CHUNK",
    "SILENT_SECONDS",
    "Chapter",
    "Moment",
    "Piece",
    "Word",
    "captions",
    "chapters",
    "check_chunk",
    "check_feed",
    "check_head",
    "clean_title",
    "index_name",
    "keep_window",
    "kind_of",
    "master",
    "master_name",
    "moment_of",
    "plain",
    "read_pieces",
    "run_name",
    "seconds_of",
    "write_index",
]
