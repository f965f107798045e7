"""The outline of a form in the making: one button, one step; each works without JavaScript."""

from collections.abc import Callable, Iterable
from typing import Any

from zhengtong.forms.presentation import describe
from zhengtong.forms.rules import Definition, Field, condition_sentence, design
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.reading import whole_number

Add = Callable[[design.Design, int, str, str], design.Design]
"""Design, number of the section, kind, label → the design with one field more."""


def _plainly(now: design.Design, number: int, kind: str, label: str) -> design.Design:
    return design.add_field(now, number, kind=kind, label=label)


def step(post: Any, now: design.Design, *, add: Add = _plainly) -> tuple[design.Design, str]:
    """The design after the pressed button, and where the page should open: an anchor, or `field:<key>`."""
    pressed = next((name for name in post if name.partition(":")[0] in (*_STEPS, "add-field")), None)
    if pressed is None:
        raise Refusal("no-step", "没有收到要做的修改，请重新操作。")
    verb, _, what = pressed.partition(":")
    return _add_field(now, post, what, add) if verb == "add-field" else _STEPS[verb](now, post, what)


def outline(
    definition: Definition, address: Callable[[str], str]
) -> list[tuple[int, Any, list[tuple[Field, str, str, str]]]]:
    """Number, section and its fields, each with its kind in words, its condition, and where its properties are changed."""
    return [
        (number, section, list(_fields(definition, section.fields, address)))
        for number, section in enumerate(definition.sections)
    ]


def _fields(
    definition: Definition, fields: Iterable[Field], address: Callable[[str], str]
) -> Iterable[tuple[Field, str, str, str]]:
    for field in fields:
        condition = condition_sentence(definition, field.show_if) if field.show_if else ""
        yield field, describe(field), condition, address(field.key)


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise Refusal("no-section", "没有这一节，可能已经删除，请刷新页面。")
    return number


def _add_field(now: design.Design, post: Any, what: str, add: Add) -> tuple[design.Design, str]:
    label = post.get("label", "").strip()
    if not label:
        raise Refusal("missing-label", "请先填写新字段的名称，再添加。")
    added = add(now, _number(what), post.get("kind", ""), label)
    return added, f"field:{design.free_key(now)}"


def _head(now: design.Design, post: Any, what: str) -> tuple[design.Design, str]:
    return design.change_head(now, title=post.get("title", ""), note=post.get("note", "")), "head"


def _add_section(now: design.Design, post: Any, what: str) -> tuple[design.Design, str]:
    return design.add_section(now, post.get("title", "").strip()), f"section-{len(now['sections'])}"


def _change_section(now: design.Design, post: Any, what: str) -> tuple[design.Design, str]:
    changed = design.change_section(now, _number(what), title=post.get("title", ""), hint=post.get("hint", ""))
    return changed, f"section-{what}"


def _move_section(step: int) -> "Step":
    def move(now: design.Design, post: Any, what: str) -> tuple[design.Design, str]:
        return design.move_section(now, _number(what), step), f"section-{_number(what) + step}"

    return move


def _move_field(step: int) -> "Step":
    def move(now: design.Design, post: Any, what: str) -> tuple[design.Design, str]:
        return design.move_field(now, what, step), f"field-{what}"

    return move


Step = Callable[[design.Design, Any, str], tuple[design.Design, str]]
_STEPS: dict[str, Step] = {
    "head": _head,
    "add-section": _add_section,
    "section": _change_section,
    "section-up": _move_section(-1),
    "section-down": _move_section(1),
    "remove-section": lambda now, post, what: (design.remove_section(now, _number(what)), "head"),
    "field-up": _move_field(-1),
    "field-down": _move_field(1),
    "remove-field": lambda now, post, what: (design.remove_field(now, what), "head"),
}
