"""The completeness gate with the codes it has to look up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhengtong.forms.models import Form
from zhengtong.org.models import Role, Station, Unit

from ..elements import label_of
from ..guide import Guide
from ..rules import Missing, missing_elements, references

_NOUNS = {"unit": "单位", "role": "岗位", "form": "已发布的表单", "station": "受理场所"}


@dataclass(frozen=True, slots=True)
class Known:
    """The codes an item may refer to, read in four queries."""

    unit: frozenset[str]
    role: frozenset[str]
    form: frozenset[str]
    station: frozenset[str]

    @classmethod
    def now(cls) -> "Known":
        return cls(
            unit=frozenset(Unit.objects.filter(valid_to=None).values_list("code", flat=True)),
            role=frozenset(Role.objects.values_list("code", flat=True)),
            form=frozenset(Form.objects.filter(versions__is_published=True).values_list("code", flat=True)),
            station=frozenset(Station.objects.values_list("code", flat=True)),
        )

    def unknown(self, guide: Guide) -> list[Missing]:
        """The references that lead nowhere."""
        return [
            Missing(one.path, label_of(one.path), f"系统中没有编码为“{one.code}”的{_NOUNS[one.sort]}")
            for one in references(guide)
            if one.code not in getattr(self, one.sort)
        ]


def findings(content: Mapping[str, Any], known: Known | None = None) -> list[Missing]:
    """What keeps a content from being published: elements that are missing, and references that lead nowhere."""
    return missing_elements(content) + (known or Known.now()).unknown(Guide.of(content))
