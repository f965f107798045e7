"""Which fields a person sees, given what stands above them."""

from zhengtong.foundation.text import tidy_line

from .definition import Condition, Definition
from .entries import Entries


def visible_keys(definition: Definition, entries: Entries) -> list[str]:
    """Keys of the fields that show, top to bottom. A hidden field has no value, so what depends on it is hidden too."""
    shown: dict[str, None] = {}
    for field in definition.fields():
        if field.show_if is None or (field.show_if.field in shown and _holds(field.show_if, entries)):
            shown[field.key] = None
    return list(shown)


def _holds(condition: Condition, entries: Entries) -> bool:
    entry = entries.get(condition.field, "")
    if isinstance(entry, list):
        given = [tidy_line(item) for item in entry if isinstance(item, str)]
        rows = [row for row in entry if isinstance(row, dict) and any(cell.strip() for cell in row.values())]
        is_filled = bool(given or rows)
    else:
        given = [tidy_line(entry)]
        is_filled = bool(given[0])
    return is_filled if condition.test == "filled" else any(value in condition.values for value in given)


def condition_sentence(definition: Definition, condition: Condition) -> str:
    """When the field is to be filled in, in words: what a page without JavaScript says under the label."""
    field = definition.field(condition.field)
    label = field.label if field else condition.field
    if condition.test == "filled":
        return f"填写了“{label}”的，需要填写本项。"
    wanted = "或".join(f"“{field.label_of(value) if field else value}”" for value in condition.values)
    verb = "选择" if field and field.choices else "填写"
    return f"“{label}”{verb}{wanted}的，需要填写本项。"
