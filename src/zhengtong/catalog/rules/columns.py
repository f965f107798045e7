"""What a version's row repeats of its content, so that lists can be filtered and searched."""

import re
import unicodedata
from typing import Any

from ..guide import Guide


def folded(text: str) -> str:
    """Text as it is compared in a search: half-width, small letters, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def terms(text: str) -> list[str]:
    """The words of a search, at most eight; punctuation separates."""
    return list(dict.fromkeys(re.sub(r"[^\w.〔〕\[\]-]+", " ", folded(text)).split()))[:8]


def family_of(guide: Guide) -> str:
    """The plan's three lists: 行政处罚, 便民服务 (public services, and what 2013 called so), 行政职权 for the rest."""
    if guide.kind == "penalty":
        return "penalty"
    if guide.kind == "public_service" or guide.legacy_kind in ("BM", "DL"):
        return "convenience"
    return "power"


def search_text(guide: Guide) -> str:
    """Three lines: the name; the keywords; the summary, code, life events, topics and what is brought and received."""
    rest = [guide.summary, guide.code, *guide.life_events, *guide.topics]
    rest += [material.name for material in guide.materials] + [result.name for result in guide.results]
    rest += [basis.law for basis in guide.bases]
    return "\n".join(folded(" ".join(line)) for line in ([guide.name], guide.keywords, rest))


def columns_of(guide: Guide) -> dict[str, Any]:
    """Column → value for `ItemVersion`."""
    return {
        "name": guide.name,
        "kind": guide.kind,
        "family": family_of(guide),
        "project_type": guide.project_type,
        "audience": list(guide.audience),
        "topics_person": list(guide.topics_person),
        "topics_corp": list(guide.topics_corp),
        "life_events": list(guide.life_events),
        "is_online": guide.apply.online,
        "at_township": guide.places.township,
        "by_village_agent": guide.places.village_agent,
        "search_text": search_text(guide),
    }
