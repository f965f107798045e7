"""The editor's form and a rule's spec: each read from the other. Pure, so that what was written can be written again."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from legalclock import Budget
from zhengtong.foundation.errors import Refusal
from zhengtong.supervision.rules.expression.values import read_number
from zhengtong.supervision.rules.rule import SCOPES
from zhengtong.supervision.rules.vocabulary import Kind

from . import guided

Spec = dict[str, Any]
Typed = dict[str, Any]
"""The form as typed: texts, and lists of texts for checkboxes and selects of several."""

TEXTS = (
    "name", "family", "element", "from", "within", "within_unit", "period", "minimum", "part", "whole", "peers",
    "compare", "threshold", "unit", "join", "keep_condition", "level", "issue", "instant", "items", "template", "basis",
    "effective_on", "note",
    *(f"{part}{row}" for row in guided.CONDITION_ROWS for part in ("subject", "operator", "operand")),
)  # fmt: skip
LISTS = ("until", "on", "systems", "businesses", "regions", "units", "item_kinds")
BLANK: Spec = {
    "measure": {"kind": "overdue", "limit": "promised"},
    "compare": ">",
    "threshold": {"value": "0", "unit": "wd"},
    "condition": None,
    "level": "warning",
    "issue": "confirm",
    "scope": {},
    "template": "“{item_name}”（{ref}）",
    "basis": "",
}


def typed_of(spec: Spec) -> Typed:
    """The form filled with a spec; what the lists do not offer is shown as kept."""
    typed: Typed = dict.fromkeys(TEXTS, "") | {name: [] for name in LISTS}
    typed |= {"within": "2", "within_unit": "wd", "period": "month", "minimum": "10", "join": "and"}
    scope, threshold = spec.get("scope") or {}, spec["threshold"]
    typed |= _typed_measure(spec["measure"]) | _typed_condition(spec.get("condition"))
    typed |= {key: spec[key] for key in ("compare", "level", "issue", "template", "basis")}
    typed |= {"threshold": str(threshold["value"]), "unit": threshold["unit"]}
    typed |= {name: list(scope.get(name) or ()) for name in SCOPES if name != "items"}
    typed["items"] = "\n".join(scope.get("items") or ())
    typed["instant"] = {True: "yes", False: "no"}.get(scope.get("instant"), "")
    return typed


def _typed_measure(measure: Mapping[str, Any]) -> Typed:
    kind = measure["kind"]
    if "limit" in measure:
        return {"element": f"{kind}:{measure['limit']}"}
    if "from" in measure:
        within = Budget.parse(measure["within"])
        return {
            "element": f"{kind}:{guided.OWN}", "from": measure["from"], "until": list(measure["until"]),
            "within": str(within.amount), "within_unit": within.unit.value,
        }  # fmt: skip
    if kind == "event":
        key = next((key for key, (_, tree) in guided.VALUES.items() if tree == measure["value"]), None)
        return {"element": f"event:{key}" if key else guided.KEPT, "on": list(measure["on"])}
    pair = _pair(measure["of"])
    if pair is None:
        return {"element": guided.KEPT}
    part, whole, peers = pair
    return {
        "element": "rate", "period": measure["period"], "minimum": str(measure.get("minimum", 0)), "part": part,
        "whole": whole, "peers": "yes" if peers else "",
    }  # fmt: skip


def _pair(tree: Mapping[str, Any]) -> tuple[str, str, bool] | None:
    if "total" in tree:
        return tree["total"], "", False
    if "rate" in tree:
        return tree["rate"][0], tree["rate"][1], False
    if "sub" in tree and "rate" in tree["sub"][0] and tree["sub"][1] == {"peers": tree["sub"][0]["rate"]}:
        return tree["sub"][0]["rate"][0], tree["sub"][0]["rate"][1], True
    return None


def _typed_condition(tree: Any) -> Typed:
    if tree is None:
        return {}
    join = "or" if isinstance(tree, dict) and "or" in tree else "and"
    rows = tree.get(join, [tree])
    typed: Typed = {"join": join}
    if len(rows) > len(guided.CONDITION_ROWS):
        return {"keep_condition": "yes"}
    for number, row in enumerate(rows, 1):
        read = _typed_row(row)
        if read is None:
            return {"keep_condition": "yes"}
        typed |= {f"{name}{number}": text for name, text in read.items()}
    return typed


_SUBJECTS = {
    str(guided.leaf(subject)[0]): subject  # type: ignore[index]
    for _, options in guided.subjects()
    for subject, _ in options
}


def _typed_row(row: Any) -> dict[str, str] | None:
    operator, operand = next(iter(row.items()))
    if operator == "not" and isinstance(operand, dict) and "known" in operand:
        operator, operand = "unknown", operand["known"]
    if operator in ("known", "unknown"):
        subject = _SUBJECTS.get(str(operand))
        return {"subject": subject, "operator": operator, "operand": ""} if subject else None
    if operator not in dict(guided.OPERATORS) or not isinstance(operand, list) or "const" not in operand[1]:
        return None
    subject = _SUBJECTS.get(str(operand[0]))
    if subject is None:
        return None
    value = operand[1]["const"]
    return {
        "subject": subject, "operator": operator,
        "operand": ("是" if value else "否") if isinstance(value, bool) else str(value),
    }  # fmt: skip


# --- from the form to a spec ---


def typed_from(texts: Mapping[str, str], lists: Mapping[str, Iterable[str]]) -> Typed:
    """What the form brought, tidied; anything it did not bring is empty."""
    typed: Typed = {name: texts.get(name, "").strip() for name in TEXTS}
    return typed | {name: [text for text in lists.get(name, ()) if text] for name in LISTS}


def spec_from(typed: Typed, kept: Spec | None = None) -> tuple[Spec, list[Refusal]]:
    """The spec a form says, and what in it could not be read. `kept` is the draft's own spec, for what is to stay."""
    found: list[Refusal] = []
    condition = None
    try:
        condition = _condition(typed, kept)
    except Refusal as refusal:
        found.append(refusal)
    spec: Spec = {
        "measure": _measure(typed, kept),
        "compare": typed["compare"],
        "threshold": {"value": typed["threshold"], "unit": typed["unit"]},
        "condition": condition,
        "level": typed["level"],
        "issue": typed["issue"],
        "scope": _scope(typed),
        "template": typed["template"],
        "basis": typed["basis"],
    }
    return spec, found


def _measure(typed: Typed, kept: Spec | None) -> Any:
    element = typed["element"]
    kind, _, name = element.partition(":")
    if element == guided.KEPT:
        return kept["measure"] if kept else None
    if kind in ("overdue", "remaining") and name == guided.OWN:
        return {
            "kind": kind, "from": typed["from"], "until": typed["until"],
            "within": f"{typed['within']}{typed['within_unit']}",
        }  # fmt: skip
    if kind in ("overdue", "remaining"):
        return {"kind": kind, "limit": name}
    if kind == "event" and name in guided.VALUES:
        return {"kind": "event", "on": typed["on"], "value": guided.VALUES[name][1]}
    if kind == "rate":
        part, whole = typed["part"], typed["whole"]
        of: Any = {"rate": [part, whole]} if whole else {"total": part}
        if whole and typed["peers"]:
            of = {"sub": [of, {"peers": [part, whole]}]}
        minimum = typed["minimum"] or "0"
        return {"kind": "rate", "of": of, "period": typed["period"], "minimum": _whole(minimum)}
    return None


def _whole(text: str) -> int:
    # What is no number is left for the reader of specs to refuse, beside its field.
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else -1


def _condition(typed: Typed, kept: Spec | None) -> Any:
    if typed["keep_condition"]:
        return kept.get("condition") if kept else None
    rows = [row for number in guided.CONDITION_ROWS if (row := _row(typed, number)) is not None]
    if not rows:
        return None
    return rows[0] if len(rows) == 1 else {"or" if typed["join"] == "or" else "and": rows}


def _row(typed: Typed, number: int) -> Any:
    subject, operator = typed[f"subject{number}"], typed[f"operator{number}"]
    operand, field = typed[f"operand{number}"], f"subject{number}"
    if not subject:
        return None
    found = guided.leaf(subject)
    if found is None or operator not in dict(guided.OPERATORS):
        raise Refusal("condition-row", f"请补全第{number}行条件。", field)
    tree, kind = found
    if operator == "known":
        return {"known": tree}
    if operator == "unknown":
        return {"not": {"known": tree}}
    return {operator: [tree, {"const": _operand(operand, kind, number, field)}]}


def _operand(text: str, kind: Kind, number: int, field: str) -> Any:
    if kind is Kind.BOOLEAN:
        if text not in ("是", "否"):
            raise Refusal("condition-operand", f"第{number}行条件应当填“是”或者“否”。", field)
        return text == "是"
    if kind is Kind.NUMBER:
        value = read_number(text)
        if value is None:
            raise Refusal("condition-operand", f"第{number}行条件应当填数字。", field)
        # JSON keeps whole numbers as they are; others as text would be text, so they become floats of the same digits.
        return int(value) if value == value.to_integral_value() else float(Decimal(text))
    return text


def _scope(typed: Typed) -> Spec:
    scope: Spec = {name: typed[name] for name in SCOPES if name != "items" and typed[name]}
    items = [line.strip() for line in typed["items"].splitlines() if line.strip()]
    if items:
        scope["items"] = items
    if typed["instant"] in ("yes", "no"):
        scope["instant"] = typed["instant"] == "yes"
    return scope
