"""What ffmpeg does for us: look into a recording, make it into HLS, take a picture out of it. No Django, no database.

For recordings (`hls.package`) and, with the same sizes and settings, for what is being broadcast: `hls.arguments` takes
any input ffmpeg reads and the name of the run (`Live`).
"""

from .ffmpeg import BARE, OWN, STRANGERS, Broken, Ffmpeg, Stopped, end_with_us
from .hls import PIECE_SECONDS, SOUND, HlsJob, Live, arguments, folders, package
from .pictures import take_picture
from .probe import Facts, Unreadable, look_into

__all__ = [
    "BARE",
    "OWN",
    "PIECE_SECONDS",
    "SOUND",
    "STRANGERS",
    "Broken",
    "Facts",
    "Ffmpeg",
    "HlsJob",
    "Live",
    "Stopped",
    "Unreadable",
    "arguments",
    "end_with_us",
    "folders",
    "look_into",
    "package",
    "take_picture",
]
