"""A door asks its rooms: it neither queries nor writes a model itself (docs: web → queries, actions)."""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "zhengtong" / "web"
OWN_HANDS = re.compile(r"\.objects\b|_default_manager|\.save\(|\.(bulk_|get_or_|update_or_)?create\(|\.delete\(")


def test_no_door_reaches_past_its_rooms():
    found = [
        f"{path.relative_to(WEB)}:{number}: {line.strip()}"
        for path in sorted(WEB.rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if OWN_HANDS.search(line)
    ]
    assert found == [], "ask the room's queries, or call its actions"
