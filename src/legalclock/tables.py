"""The library's numbers and dates are rows in CSV files beside the code; this reads them."""

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table, `name` being the file without `.csv`."""
    return list(csv.DictReader(files("legalclock").joinpath(f"{name}.csv").read_text("utf-8").splitlines()))
