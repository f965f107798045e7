"""What every test may lean on; `tests/ground.py` has already brought the database."""

from tests.cast import cast  # noqa: F401 — the standing cast is at every test's call
