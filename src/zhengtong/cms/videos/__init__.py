"""视频 behind the editors' door and on the public's pages: sending, choosing, showing."""
