"""The county's words as this process holds them: from the files of data/search, the regions, the units, the index itself."""

import csv
from pathlib import Path

from django.conf import settings

from zhengtong.foundation.holding import held
from zhengtong.org.models import Unit

from .choices import NAMED
from .models import Listing
from .rules import Lexicon, Speller

MOST_NAMES = 5000
_SUFFIXES = ("村委会", "居委会", "社区居委会", "村民委员会", "居民委员会")


@held(86400)
def lexicon() -> Lexicon:
    """The words that are not cut, the synonyms and the silent words."""
    words = [*_rows("terms.csv", "word"), *_places(), *_units()]
    synonyms = [row.split("|") for row in _rows("synonyms.csv", "words")]
    silent, _, questions = (_folder() / "silent.txt").read_text(encoding="utf-8").partition("# questions")
    return Lexicon.of(words, synonyms, silent.split(), questions.split())


@held(600)
def speller() -> Speller:
    """What wrong characters are put right to: the lexicon's words and the names in the index. Never a text's title."""
    names = Listing.objects.filter(kind__in=NAMED).order_by("pk").values_list("title", "keywords")[:MOST_NAMES]
    own = lexicon()
    titles = [word for title, keywords in names for word in (*keywords.split(), *own.cut(title.lower()))]
    return Speller([*(word for same in own.synonyms for word in (same,)), *titles, *sorted(own.words)])


def _folder() -> Path:
    return Path(settings.COUNTY_DATA).parent / "search"


def _rows(name: str, column: str) -> list[str]:
    with (_folder() / name).open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def _places() -> list[str]:
    """Names of regions, and of villages without the name of their committee."""
    with (Path(settings.COUNTY_DATA) / "regions.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    short = [name.removesuffix(suffix) for name in names for suffix in _SUFFIXES if name.endswith(suffix)]
    return names + [name for name in short if len(name) > 1]


def _units() -> list[str]:
    return [name for names in Unit.objects.values_list("name", "short_name") for name in names if name]
