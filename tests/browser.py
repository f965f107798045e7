"""The browser the tests drive."""

import shutil

BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
"""The headless shell where there is one: the same pages for a third less work."""
