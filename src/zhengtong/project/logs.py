"""What the processes say, in ZHENGTONG_HOME/logs: one file each, the last few starts kept."""

from pathlib import Path

KEPT = 5


def file(home: Path, name: str) -> Path:
    folder = home / "logs"
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    return folder / f"{name}.log"


def rotate(path: Path) -> None:
    """web.log → web.log.1 → … → web.log.5; an empty one stays."""
    if not path.exists() or path.stat().st_size == 0:
        return
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    path.replace(path.with_name(f"{path.name}.1"))


def tail(path: Path, lines: int = 12) -> str:
    """The last lines, for the screen when a process will not start."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
