"""遮盖 — a copy of a PDF from which what may not be disclosed is gone, not covered (政府信息公开条例 第三十七条 区分处理).

Every page is drawn as it is shown, the areas are painted black in the picture, and a new file is built of the pictures
alone. Nothing of the old file is carried over: no text, layers, fields, remarks, attachments, or metadata. The new file
is then read again, and handed out only if nothing of what was hidden is found. Pure: bytes in, bytes out.
"""

from .areas import Area
from .making import Redacted, preview, redact
from .proof import prove
from .reading import Survey, locate, survey

__all__ = ["Area", "Redacted", "Survey", "locate", "preview", "prove", "redact", "survey"]
