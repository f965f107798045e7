"""One `up` (or restore) at a time in one home."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .faults import Fault


class InUse(Fault):
    """The home belongs to another running process; the sentence says which."""


@contextmanager
def exclusive(home: Path, name: str = "up") -> Iterator[None]:
    """Hold the home, or one part of it; raises InUse. The kernel gives it back when this process ends, however it ends."""
    path = home / "run" / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 20).decode().strip()
            raise InUse(
                f"数据目录 {home} 正由另一个政通使用（进程 {holder}），请先停止它，或者用 ZHENGTONG_HOME 换一个目录。"
            ) from error
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
