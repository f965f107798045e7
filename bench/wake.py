"""Waking: the time rules over 10,000, 100,000 and 1,000,000 open matters of which a hundred, or one in a hundred, is due.

One matter for each moment lives through the real way in; PostgreSQL multiplies what the watch kept of it, so that the rows
are the watch's own. Then `watching.wake` judges what is due, issues a card for each, records it, tells whom it concerns
and sets the lights; in one process kept to one core.

Promise: with a million open and one in a hundred due under 2 s, and the cost follows the cards, not the matters: a
hundred due among a million take at most three times what a hundred due among ten thousand take.
"""

import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

import psycopg

from . import ground

SIZES = (10_000, 100_000, 1_000_000)
FEW, TURNS = 100, 3
UNDER_S, GROWTH = 2.0, 3.0
BEGUN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
FIRST_DUE = datetime(2026, 3, 4, 16, 0, tzinfo=UTC)
"""24:00 of a day in China; each later wave runs out a week after the one before."""
WAVES = 2 * TURNS
LATER = WAVES
"""The wave of all that is due in no turn."""


def main(argv: list[str]) -> int:
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_wake")
        ground.open_django(url)
        ground.watched_county()
        ground.stay_on_one_core()
        found: dict[tuple[int, int], float] = {}
        with psycopg.connect(url, autocommit=True) as raw:
            moments = _live_through(raw)
            for size in SIZES:
                began = time.perf_counter()
                _multiply(raw, size)
                print(f"{size:>9,} open matters ready in {time.perf_counter() - began:.0f} s", flush=True)
                for first, due in ((0, FEW), (TURNS, size // 100)):
                    turns = [_turn(raw, moments[first + turn], due) for turn in range(TURNS)]
                    found[size, due] = min(found.get((size, due), 1e9), statistics.median(turns))
        return _report(found)


def _live_through(raw: psycopg.Connection) -> list[datetime]:
    """One matter of each wave through the way in and the watch, set aside to be multiplied; when each wave is due."""
    from zhengtong.exchange.actions import receive, register_system
    from zhengtong.supervision.actions import watching

    register_system("BENCH", by=None, at=BEGUN)
    dues = [FIRST_DUE + timedelta(weeks=wave) for wave in range(WAVES)] + [FIRST_DUE + timedelta(days=240)]
    events = [
        {
            "event_id": f"M{wave}#0", "revision": 1, "ref": f"M{wave}", "milestone": "accepted", "at": BEGUN.isoformat(),
            "label": "受理", "department": "民政科", "by": "经办人", "region": "360829000000",
            "limits": {"promised_due": due.isoformat(), "legal_due": (due + timedelta(weeks=4)).isoformat()},
        }
        for wave, due in enumerate(dues)
    ]  # fmt: skip
    outcome = receive("BENCH", events, at=BEGUN, source="bench")
    if outcome.accepted != len(events):
        raise RuntimeError(f"the pattern matters were not taken: {outcome}")
    watching.catch_up(BEGUN)
    raw.execute(
        "CREATE TABLE pattern AS SELECT substr(ref, 2)::integer AS wave, * FROM supervision_matter WHERE system = 'BENCH'"
    )
    return [row[0] for row in raw.execute("SELECT next_moment FROM pattern ORDER BY wave").fetchall()]


def _multiply(raw: psycopg.Connection, size: int) -> None:
    """`size` open matters and nothing else; what is due in one turn lies scattered among the rest, over all units."""
    raw.execute("TRUNCATE supervision_matter, supervision_card, notices_notice CASCADE")
    columns = [
        row[0]
        for row in raw.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'supervision_matter' ORDER BY 1"
        )
    ]
    fresh = {
        "id": "nextval(pg_get_serial_sequence('supervision_matter', 'id'))",
        "subject": "'BENCH:' || n",
        "ref": "n::text",
        "unit_id": "units.ids[1 + n % cardinality(units.ids)]",
    }
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(fresh.get(column, f'pattern."{column}"') for column in columns)
    rare = size // FEW
    raw.execute(
        f"INSERT INTO supervision_matter ({names}) SELECT {values} "
        "FROM (SELECT array_agg(id) AS ids FROM org_unit) AS units, "
        f"(SELECT n, CASE WHEN n % 100 < {TURNS} THEN {TURNS} + n % 100 WHEN n % {rare} - 10 BETWEEN 0 AND {TURNS - 1}"
        f" THEN n % {rare} - 10 ELSE {LATER} END AS wave FROM generate_series(0, {size - 1}) AS n) AS numbers "
        "JOIN pattern USING (wave) ORDER BY n"
    )
    raw.execute("VACUUM ANALYZE")
    raw.execute("CHECKPOINT")


def _turn(raw: psycopg.Connection, at: datetime, due: int) -> float:
    """Seconds to wake what is due at a moment; what was woken is then laid to rest, so that later turns are pure."""
    from zhengtong.supervision.actions import watching

    before = raw.execute("SELECT count(*) FROM supervision_card").fetchone()[0]
    began = time.perf_counter()
    woken = watching.wake(at)
    taken = time.perf_counter() - began
    cards = raw.execute("SELECT count(*) FROM supervision_card").fetchone()[0] - before
    if woken != due or cards != due:
        raise RuntimeError(f"{woken} woken and {cards} cards where {due} were due")
    raw.execute("UPDATE supervision_matter SET next_moment = NULL WHERE id IN (SELECT matter_id FROM supervision_card)")
    return taken


def _report(found: dict[tuple[int, int], float]) -> int:
    print(f"{'open':>10} {'due = cards':>12} {'seconds':>9} {'ms a card':>10}   (median of {TURNS}, one core)")
    for (size, due), taken in sorted(found.items()):
        print(f"{size:>10,} {due:>12,} {taken:9.3f} {1000 * taken / due:10.3f}")
    largest = found[SIZES[-1], SIZES[-1] // 100]
    growth = found[SIZES[-1], FEW] / found[SIZES[0], FEW]
    kept = {"under": largest < UNDER_S, "growth": growth <= GROWTH}
    word = {True: "PASS", False: "FAIL"}
    print(f"1 % of {SIZES[-1]:,}: {largest:.2f} s      promise < {UNDER_S:.0f} s  {word[kept['under']]}")
    print(
        f"{FEW} due among {SIZES[-1]:,} against {SIZES[0]:,}: {growth:.2f} ×      promise ≤ {GROWTH:.0f} ×  "
        f"{word[kept['growth']]}"
    )
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
