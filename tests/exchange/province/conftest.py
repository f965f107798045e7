from collections.abc import Iterator
from pathlib import Path

import pytest

from .acts import Province


@pytest.fixture
def province(tmp_path: Path, settings) -> Iterator[Province]:
    """A platform that accepts everything, and the county linked to it."""
    platform = Province(tmp_path / "province.jsonl")
    platform.start()
    settings.PROVINCE_URL = platform.url
    try:
        yield platform
    finally:
        platform.kill()
