"""What ffmpeg does for us: look into a recording, make it into HLS, take a picture out of it. No Django, no database.

For recordings (`hls.package`) and, with the same sizes and settings, for what is being broadcast: `hls.arguments` takes
any input ffmpeg reads and a window of seconds that is kept (`Live`).
"""

from .ffmpeg import Broken, Ffmpeg, Stopped
from .hls import HlsJob, Live, arguments, package
from .pictures import take_picture
from .probe import Facts, Unreadable, look_into

__all__ = [
    "Broken",
    "Facts",
    "Ffmpeg",
    "HlsJob",
    "Live",
    "Stopped",
    "Unreadable",
    "arguments",
    "look_into",
    "package",
    "take_picture",
]
