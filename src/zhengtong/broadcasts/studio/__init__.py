"""直播间: the process that takes the picture in and makes HLS of it, one ffmpeg a broadcast.

`Studio` looks which broadcasts are open; a `Desk` looks after one of them; a `Run` is one unbroken stretch of its picture.
"""

from .studio import Studio, beat_file, state

__all__ = ["Studio", "beat_file", "state"]
