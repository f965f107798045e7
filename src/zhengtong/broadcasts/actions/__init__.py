from .directing import Opened, end, open_broadcast, renew_key, turn
from .recording import annotate, keep_recording
from .running import Shape, begin, forget_feed, forget_feeds, interrupt, note, pack, resume, start_run
from .sending import end_feed, refuse_feed, take_chunk

__all__ = [
    "Opened",
    "Shape",
    "annotate",
    "begin",
    "end",
    "end_feed",
    "forget_feed",
    "forget_feeds",
    "interrupt",
    "keep_recording",
    "note",
    "open_broadcast",
    "pack",
    "refuse_feed",
    "renew_key",
    "resume",
    "start_run",
    "take_chunk",
    "turn",
]
