"""`make bench`: every promise of speed, measured side by side in one run; exit code 1 if one is not kept.

python -m bench                 all of them
python -m bench clock acts      only these
"""

import argparse
import importlib
import subprocess
import sys

BENCHES = (
    "clock", "acts", "scale", "ingest", "api", "wake", "replay", "realtime", "guards", "search", "pages", "live", "players", "asking",
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"any of {', '.join(BENCHES)}; all if none is named")
    names = parser.parse_args(argv).names or BENCHES
    unknown = set(names) - set(BENCHES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    if len(names) == 1:
        return importlib.import_module(f"bench.{names[0]}").main([])
    failed = []
    for name in names:
        print(f"\n=== {name} ===", flush=True)
        # A process each: a bench points Django at a database of its own and keeps itself to one core.
        if subprocess.run([sys.executable, "-m", "bench", name], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\npromises not kept: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
