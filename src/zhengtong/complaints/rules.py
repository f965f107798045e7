"""What a complaint must say, whom it goes to, what may follow what, and who never handles one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legalclock.moments import last_day
from zhengtong.foundation.checkdigits import read_mobile, read_resident_id
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.masking import replace_personal_numbers
from zhengtong.foundation.refs import day_ref, is_case_ref, is_day_ref
from zhengtong.foundation.text import tidy_code, tidy_line, tidy_text

REF_LETTERS = "TS"
due_day = last_day
LONGEST_TEXT = 2000
LONGEST_ANSWER = 4000
SHORTEST_TEXT = 10
FEWEST_LEADS = 20
"""Characters of text below which an anonymous complaint without case, unit, person or file has no lead to follow."""

RETALIATION_WARNING = (
    "对投诉人压制、刁难、打击报复的，依法依纪追究责任。投诉人的姓名、电话、证件号码和证据，"
    "未经本人同意不得告知被投诉单位和被投诉人；查看即留痕。"
)  # 信访工作条例


# --- numbers and days ---


def complaint_ref(on: date, serial: int) -> str:
    """投诉编号, e.g. TS20261123000017."""
    return day_ref(REF_LETTERS, on, serial)


def is_complaint_ref(text: str) -> bool:
    """Whether shape and check digit are right; says nothing of whether the complaint exists."""
    return is_day_ref(REF_LETTERS, text)


# --- what is said ---


@dataclass(frozen=True, slots=True)
class Statement:
    """A complaint as it was made. `about` is the code of the unit complained of, "" where it is not known."""

    kind: str
    text: str
    about: str = ""
    person: str = ""
    case_ref: str = ""
    is_anonymous: bool = True
    name: str = ""
    phone: str = ""
    id_number: str = ""
    wants_written_reply: bool = False
    may_disclose: bool = False


def read_statement(
    values: Mapping[str, str], *, kinds: Iterable[str], today: date, known_person: tuple[str, str, str] | None = None
) -> tuple[Statement | None, dict[str, str]]:
    """The typed values as a Statement, or the sentences for what is wrong, by field.

    `known_person`: name, telephone and identity number of the account, which are then not asked. Who complains without a
    name gives none of them, and nothing of the account is kept.
    """
    errors: dict[str, str] = {}
    said = _subject(values, kinds, errors)
    identity = values.get("identity", "")
    if identity not in ("named", "anonymous"):
        errors["identity"] = "请选择实名投诉还是匿名投诉。"
    if identity == "named":
        said = _named(said, values, known_person, today, errors)
    return (None if errors else said), errors


def _subject(values: Mapping[str, str], kinds: Iterable[str], errors: dict[str, str]) -> Statement:
    kind, text = values.get("kind", ""), tidy_text(values.get("text", ""))
    if kind not in set(kinds):
        errors["kind"] = "请选择投诉的问题类型。"
    case_ref = tidy_code(values.get("case_ref", ""))
    if case_ref and not is_case_ref(case_ref):
        errors["case_ref"] = "办件编号不正确，请对照回执核对；记不清可以不填。"
    person = tidy_line(values.get("person", ""))
    if len(person) > 60:
        errors["person"] = "被投诉人不能超过60个字。"
    if len(text) < SHORTEST_TEXT:
        errors["text"] = f"请写清楚时间、地点和经过，至少{SHORTEST_TEXT}个字。"
    elif len(text) > LONGEST_TEXT:
        errors["text"] = f"经过最多{LONGEST_TEXT}个字，现在有{len(text)}个字；更多的情况可以写在文件里作为证据上传。"
    return Statement(kind, text, about=values.get("about", ""), person=person, case_ref=case_ref)


def _named(
    said: Statement,
    values: Mapping[str, str],
    known: tuple[str, str, str] | None,
    today: date,
    errors: dict[str, str],
) -> Statement:
    name, phone, id_number = known or (tidy_line(values.get("name", "")), values.get("phone", ""), "")
    if known is None:
        if not 2 <= len(name) <= 40:
            errors["name"] = "请填写真实姓名（2至40个字）。"
        id_number = tidy_code(values.get("id_number", ""))
        try:
            phone = read_mobile(phone, field="phone")
            if id_number:
                id_number = read_resident_id(id_number, today=today, field="id_number").number
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
    return replace(
        said,
        is_anonymous=False,
        name=name,
        phone=phone,
        id_number=id_number,
        wants_written_reply=values.get("wants_written_reply") == "yes",
        may_disclose=values.get("may_disclose") == "yes",
    )


def check_leads(said: Statement, files: int) -> None:
    """匿名投诉 needs something to follow: a case, a unit, a person, a file, or a text that tells; raises Refusal."""
    has_lead = said.case_ref or said.about or said.person or files or len(said.text) >= FEWEST_LEADS
    if said.is_anonymous and not has_lead:
        raise Refusal("no-leads", "匿名投诉请至少写明单位、人员、办件编号或者详细经过中的一项，便于核查。", "text")


def check_words(text: str, field: str, what: str, *, least: int = 4, most: int = 500) -> str:
    """Words somebody answers for; raises Refusal."""
    said = tidy_text(text)
    if not least <= len(said) <= most:
        raise Refusal("no-words", f"请填写{what}（{least}至{most}个字）。", field)
    return said


def check_choice(value: str, choices: Iterable[str], field: str, sentence: str) -> str:
    """One of the values offered; raises Refusal."""
    if value not in set(choices):
        raise Refusal("no-choice", sentence, field)
    return value


def names_person(text: str, name: str) -> bool:
    """Whether a text names this person in full."""
    return len(name) >= 2 and name in text


# --- what may follow what ---

_NEXT = {
    ("accept", "filed"): "accepted",
    ("refuse", "filed"): "not_accepted",
    ("assign", "accepted"): "assigned",
    ("assign", "assigned"): "assigned",
    ("answer", "assigned"): "verifying",
    ("send_back", "verifying"): "assigned",
    ("close", "verifying"): "closed",
    ("withdraw", "filed"): "withdrawn",
    ("withdraw", "accepted"): "withdrawn",
    ("withdraw", "assigned"): "withdrawn",
}
VERB_NAMES = {
    "accept": "受理",
    "refuse": "不予受理",
    "assign": "分办",
    "answer": "反馈办理结果",
    "send_back": "退回重办",
    "close": "审核办结",
    "withdraw": "撤回",
}


def next_state(verb: str, state: str) -> str:
    """The state after the act; Refusal `wrong-state` where it cannot be done now."""
    after = _NEXT.get((verb, state))
    if after is None:
        raise Refusal("wrong-state", f"这件投诉目前不能进行“{VERB_NAMES[verb]}”，请刷新页面查看最新状态。")
    return after


def verbs_in(state: str) -> list[str]:
    """What can be done in a state, by whoever may."""
    return [verb for verb, before in _NEXT if before == state]


# --- whom it goes to (投诉分流) ---

SUPERIOR = "superior"
INTAKE = "intake"


@dataclass(frozen=True, slots=True)
class Route:
    """投诉分流规则 — for one kind, unit codes in order of preference (`superior`: the unit above the one complained of).

    `own`: whether the unit complained of may handle it itself, which besides takes the complainant's consent.
    """

    kind: str
    to: tuple[str, ...]
    own: bool
    basis: str


def parse_routes(rows: Iterable[Mapping[str, str]], kinds: Iterable[str]) -> dict[str, Route]:
    """Rows of `routes.csv`: one for every kind and one for `intake`; ValueError where one is missing or malformed."""
    routes: dict[str, Route] = {}
    for row in rows:
        kind, to = row["kind"], tuple(row["to"].split())
        if kind in routes or not to or row["own"] not in ("yes", "no") or not row["basis"]:
            raise ValueError(f"the route of {kind!r} is malformed or stands twice")
        routes[kind] = Route(kind, to, row["own"] == "yes", row["basis"])
    if set(routes) != {*kinds, INTAKE}:
        raise ValueError(f"routes are for {sorted(routes)}, not for every kind of complaint and the intake")
    return routes


def candidates(route: Route, *, about: str, superior: str) -> list[str]:
    """Unit codes to handle it, best first: never the unit complained of."""
    named = (superior if code == SUPERIOR else code for code in route.to)
    return [code for code in dict.fromkeys(named) if code and code != about]


def check_assignment(route: Route, *, to: str, about: str, may_disclose: bool) -> None:
    """A unit does not judge itself; where it may mend its own delay, the complainant must have agreed. Raises Refusal."""
    if to != about:
        return
    if not route.own:
        raise Refusal("own-complaint", "这类投诉不能交给被投诉单位自己办理，请选择其他单位。", "to")
    if not may_disclose:
        raise Refusal(
            "not-consented",
            "投诉人没有同意向被投诉单位透露身份，不能交给被投诉单位办理，请选择其他单位。",
            "to",
        )


def check_other_hands(answered_by: str, actor: str) -> None:
    """Who handled a complaint does not also verify the handling; raises Refusal."""
    if answered_by == actor:
        raise Refusal("own-answer", "办理结果由您本人反馈，应由另一位监察人员审核。")


def shows_complainant(*, is_anonymous: bool, may_disclose: bool, unit: str, about: str) -> bool:
    """Whether the handling unit may learn who complains (个人信息保护法 第二十三条).

    Without consent never the unit complained of, nor any unit while it is not known which one that is.
    """
    return not is_anonymous and (may_disclose or bool(about and unit != about))


def without_person(text: str, hidden: Sequence[str]) -> str:
    """The words `hidden` (names), identity, card and mobile numbers are replaced in running text."""
    for word in hidden:
        if len(word) >= 2:
            text = text.replace(word, "投诉人")
    return replace_personal_numbers(text, long=lambda _: "（号码略）", mobile=lambda _: "（电话略）")
