"""The application (条例 第二十九条): who asks, for what, in which form; read and checked in one go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhengtong.foundation.checkdigits import read_credit_code, read_mobile, read_resident_id
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.refs import day_ref, is_day_ref
from zhengtong.foundation.text import tidy_code, tidy_line, tidy_text

from ..choices import ApplicantKind, Carrier, Route

REF_LETTERS = "YSQ"
ID_TYPES = (("111", "居民身份证"), ("001", "统一社会信用代码"), ("414", "护照"), ("999", "其他证件"))
FIELDS = (
    "unit", "applicant_kind", "name", "id_type", "id_number", "workplace", "legal_representative", "contact", "phone",
    "email", "address", "postcode", "wanted", "document_number", "features", "index_number", "carrier", "route",
    "wants_fee_waiver", "may_publish",
)  # fmt: skip
SHORTEST_FEATURES = 10
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    kind: str
    name: str
    id_type: str
    id_number: str
    phone: str
    workplace: str = ""
    legal_representative: str = ""
    contact: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """What is asked for, by whom, of which unit (its code), in which form."""

    unit: str
    person: Person
    wanted: str
    features: str
    document_number: str = ""
    index_number: str = ""
    carrier: str = Carrier.ELECTRONIC.value
    route: str = Route.WEB.value
    wants_fee_waiver: bool = False
    may_publish: bool = False


def request_ref(on: date, serial: int) -> str:
    """申请编号, e.g. YSQ20261123000017."""
    return day_ref(REF_LETTERS, on, serial)


def is_request_ref(text: str) -> bool:
    """Whether shape and check digit are right; says nothing of whether the request exists."""
    return is_day_ref(REF_LETTERS, text)


def read_application(
    values: Mapping[str, str], *, today: date, needs_phone: bool = True
) -> tuple[Application | None, dict[str, str]]:
    """The typed values as an Application, or the sentences for what is wrong, by field.

    Nothing is asked that the law does not ask: no purpose, no proof of need. `needs_phone`: False at the desk, where a
    letter may give an address alone.
    """
    errors: dict[str, str] = {}
    person = _person(values, today, needs_phone, errors)
    wanted = _line(values, "wanted", 200, "所需信息的名称", errors)
    features = tidy_text(values.get("features", ""))
    if len(wanted) < 2:
        errors["wanted"] = "请填写所需政府信息的名称，例如：横龙镇2025年农村危房改造补助发放名单。"
    if len(features) < SHORTEST_FEATURES:
        errors["features"] = (
            f"请描述所需信息，便于查找：时间、地点、涉及的项目或者文件等，至少{SHORTEST_FEATURES}个字。"
        )
    elif len(features) > 2000:
        errors["features"] = f"描述最多2000个字，现在有{len(features)}个字；更多内容可以作为附件上传。"
    if not values.get("unit"):
        errors["unit"] = "请选择向哪个单位申请；不清楚的，选县政府办公室。"
    carrier, route = values.get("carrier", ""), values.get("route", "")
    if carrier not in Carrier.values:
        errors["carrier"] = "请选择提供信息的形式。"
    if route not in Route.values:
        errors["route"] = "请选择获取信息的途径。"
    elif route == Route.MAIL and not person.address:
        errors["address"] = "选择邮寄的，请填写通信地址。"
    application = Application(
        unit=values.get("unit", ""),
        person=person,
        wanted=wanted,
        features=features,
        document_number=_line(values, "document_number", 60, "文号", errors),
        index_number=_line(values, "index_number", 60, "索引号", errors),
        carrier=carrier,
        route=route,
        wants_fee_waiver=values.get("wants_fee_waiver") == "yes",
        may_publish=values.get("may_publish") == "yes",
    )
    return (None if errors else application), errors


def _person(values: Mapping[str, str], today: date, needs_phone: bool, errors: dict[str, str]) -> Person:
    kind, id_type = values.get("applicant_kind", ""), values.get("id_type", "")
    if kind not in ApplicantKind.values:
        errors["applicant_kind"] = "请选择申请人类别。"
    is_natural = kind == ApplicantKind.NATURAL
    name = _line(values, "name", 80, "姓名或者名称", errors)
    if len(name) < 2:
        errors["name"] = "请填写申请人的姓名或者名称。"
    id_number = _number(id_type, values.get("id_number", ""), today, errors)
    if not errors.get("id_type") and is_natural and id_type == "001":
        errors["id_type"] = "自然人请选择身份证件。"
    if kind and not is_natural and not tidy_line(values.get("contact", "")):
        errors["contact"] = "法人或者其他组织申请的，请填写联系人。"
    phone = values.get("phone", "").strip()
    if phone or needs_phone:
        try:
            phone = read_mobile(phone, field="phone")
        except Refusal as refusal:
            errors["phone"] = refusal.sentence
    email, postcode = tidy_line(values.get("email", "")), tidy_code(values.get("postcode", ""))
    address = _line(values, "address", 120, "通信地址", errors)
    if email and (len(email) > 80 or not _EMAIL.fullmatch(email)):
        errors["email"] = "电子邮箱不正确，请核对；没有可以不填。"
    if postcode and not _POSTCODE.fullmatch(postcode):
        errors["postcode"] = "邮政编码是6位数字。"
    if not phone and not address and not needs_phone:
        errors["address"] = "没有联系电话的，请填写通信地址，便于送达。"
    return Person(
        kind=kind,
        name=name,
        id_type=id_type,
        id_number=id_number,
        phone=phone,
        workplace=_line(values, "workplace", 80, "工作单位", errors),
        legal_representative="" if is_natural else _line(values, "legal_representative", 40, "法定代表人", errors),
        contact="" if is_natural else _line(values, "contact", 40, "联系人", errors),
        email=email,
        address=address,
        postcode=postcode,
    )


def _number(id_type: str, text: str, today: date, errors: dict[str, str]) -> str:
    if id_type not in dict(ID_TYPES):
        errors["id_type"] = "请选择证件类型。"
        return tidy_code(text)
    number = tidy_code(text)
    try:
        if id_type == "111":
            return read_resident_id(number, today=today, field="id_number").number
        if id_type == "001":
            return read_credit_code(number, field="id_number")
    except Refusal as refusal:
        errors["id_number"] = refusal.sentence
        return number
    if not re.fullmatch(r"[0-9A-Z()]{5,20}", number):
        errors["id_number"] = "证件号码应为5至20位数字或字母，请核对。"
    return number


def _line(values: Mapping[str, str], name: str, most: int, what: str, errors: dict[str, str]) -> str:
    line = tidy_line(values.get(name, ""))
    if len(line) > most:
        errors[name] = f"{what}不能超过{most}个字。"
    return line


def check_words(text: str, field: str, what: str, *, least: int = 4, most: int = 500) -> str:
    """Words somebody answers for; raises Refusal."""
    said = tidy_text(text)
    if not least <= len(said) <= most:
        raise Refusal("no-words", f"请填写{what}（{least}至{most}个字）。", field)
    return said


def check_days(days: int | None, *, least: int, most: int, what: str, field: str = "days") -> int:
    """A number of working days within bounds; raises Refusal."""
    if days is None or not least <= days <= most:
        raise Refusal("bad-days", f"{what}应为{least}至{most}个工作日。", field)
    return days
