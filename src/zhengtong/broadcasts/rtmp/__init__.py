"""RTMP as far as a publisher needs it (Adobe's RTMP 1.0): greet, hear who comes with which key, hand on picture and sound.

ffmpeg can listen for RTMP too, but takes whatever stream name comes, one at a time, and ends with it. Here a key that is
wrong and a second publisher are told so, and any number of broadcasts share one port. No Django, no database.
"""

from .publisher import Publisher, Rejected, serve

__all__ = ["Publisher", "Rejected", "serve"]
