from .items import CapturedItem, CapturedPicture, Fingerprint
from .sources import AllowedHost, CaptureRun, CaptureSource, Courtesy

__all__ = [
    "AllowedHost", "CaptureRun", "CaptureSource", "CapturedItem", "CapturedPicture", "Courtesy", "Fingerprint",
]  # fmt: skip
