"""The names behind the codes an item refers to: units, posts, forms, stations."""

from dataclasses import dataclass
from typing import Any

from zhengtong.catalog.elements import Element
from zhengtong.catalog.wording import WORDS, say
from zhengtong.forms.queries import form_titles
from zhengtong.org.choices import Permission
from zhengtong.org.queries import all_stations, all_units, current_units, posts_with

TOWN = ("TOWN", "申请人所在乡镇人民政府")


@dataclass(frozen=True, slots=True)
class Names:
    """Code → name for each sort of reference, read in four queries."""

    unit: dict[str, str]
    post: dict[str, str]
    form: dict[str, str]
    station: dict[str, str]

    @classmethod
    def now(cls) -> "Names":
        return cls(
            unit=dict(all_units().values_list("code", "short_name")),
            post=posts_with(Permission.CASE_REVIEW),
            form=form_titles(),
            station=dict(all_stations().values_list("code", "name")),
        )

    def say(self, element: Element, value: Any) -> str:
        """The value in words, with names instead of codes."""
        known = self._of(element.words)
        if known is None or value in (None, ""):
            return say(element, value)
        codes = value if isinstance(value, list) else [value]
        return "、".join(known.get(code, code) for code in codes)

    def choices(self, element: Element) -> list[tuple[str, str]]:
        """What may be chosen for an element of one or several words."""
        match element.words:
            case "unit" | "step_unit":
                units = [(unit.code, unit.short_name) for unit in current_units()]
                return [TOWN, *units] if element.words == "step_unit" else units
            case "post":
                return list(self.post.items())
            case "form":
                return list(self.form.items())
            case "station":
                return list(self.station.items())
        return [(str(code), str(label)) for code, label in WORDS[element.words].choices]

    def _of(self, words: str) -> dict[str, str] | None:
        match words:
            case "unit":
                return self.unit
            case "step_unit":
                return {TOWN[0]: TOWN[1], **self.unit}
            case "post":
                return self.post
            case "form":
                return self.form
            case "station":
                return self.station
        return None
