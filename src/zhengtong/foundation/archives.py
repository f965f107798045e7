"""Zip archives that others packed."""

import lzma
import struct
import zipfile
import zlib

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,  # broken headers
    ValueError,  # names that are no text, offsets before the beginning
    RuntimeError,  # an encrypted member
    NotImplementedError,  # a method or version of packing that Python does not know
    EOFError,
    OSError,
)
"""What `zipfile` raises for an archive that is damaged, encrypted or packed in some unusual way."""
