"""Who may do what where, which roles exclude each other, what a name, a password and a region code look like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhengtong.foundation.checkdigits import read_credit_code, read_resident_id
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_code, tidy_line

# 三员分立 (GB/T 22239-2019 8.1.5): configuration, authorisation and audit are never in one hand.
SEPARATED = frozenset({"system_admin", "security_admin", "auditor"})
_USERNAME = re.compile(r"[a-z][a-z0-9_-]{3,29}")
_CLASSES = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"\d"), re.compile(r"[^a-zA-Z0-9\s]"))


@dataclass(frozen=True, slots=True)
class Grant:
    """What (permissions) × where. An axis is a tuple of paths, each with everything below it; None is no limit.

    A place that took over from another (a renamed township, a merged department) carries the paths of both.
    """

    permissions: frozenset[str]
    unit_paths: tuple[str, ...] | None
    region_paths: tuple[str, ...] | None

    def covers(self, permission: str, unit_path: str | None, region_path: str | None) -> bool:
        """Whether this grant allows `permission` there; a limited axis never covers what has no place on it."""
        return (
            permission in self.permissions
            and _within(unit_path, self.unit_paths)
            and _within(region_path, self.region_paths)
        )


def _within(path: str | None, limits: tuple[str, ...] | None) -> bool:
    return limits is None or (path is not None and path.startswith(limits))


def may(grants: Iterable[Grant], permission: str, unit_path: str | None, region_path: str | None) -> bool:
    """Whether any single grant allows `permission` on both axes; two halves of two grants do not add up to one."""
    return any(grant.covers(permission, unit_path, region_path) for grant in grants)


def may_somewhere(grants: Iterable[Grant], permission: str) -> bool:
    """Whether `permission` is held anywhere at all: for menus, never for a decision about a thing."""
    return any(permission in grant.permissions for grant in grants)


def check_separation(roles: Iterable[str]) -> None:
    """三员分立: refuse a set of role codes that puts two of the three administrators into one person."""
    if len(SEPARATED & set(roles)) > 1:
        raise Refusal("separation", "系统管理员、安全管理员、审计员三员分立，不能由同一人兼任。", "role")


def check_username(text: str) -> str:
    """The login name in small letters; raises Refusal."""
    name = text.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise Refusal("username-shape", "用户名应为4至30位，以字母开头，只含字母、数字、下划线或短横线。", "username")
    return name


def check_password(password: str, username: str) -> None:
    """等保 2.0 三级 8.1.4.1: at least eight characters, three of four classes, not built on the login name."""
    if len(password) < 8:
        raise Refusal("password-short", "密码至少8位。", "password")
    if sum(bool(c.search(password)) for c in _CLASSES) < 3:
        raise Refusal("password-plain", "密码应包含大写字母、小写字母、数字、符号中的至少三类。", "password")
    if username.lower() in password.lower():
        raise Refusal("password-username", "密码不能包含用户名。", "password")


def check_region_code(code: str, level: str, parent_code: str) -> None:
    """A 12-digit statistical code that belongs under its parent (统计用区划代码编制规则)."""
    if not re.fullmatch(r"[0-9]{12}", code):
        raise Refusal("region-code", "区划代码应为12位数字。", "code")
    known = {"township": 6, "village": 9}[level]
    if code[:known] != parent_code[:known]:
        raise Refusal("region-parent", f"区划代码的前{known}位应与上级区划一致。", "code")
    if level == "township" and (code[9:] != "000" or code[6:9] == "000"):
        raise Refusal("region-code", "乡镇区划代码的第7至9位不能为000，后3位应为000。", "code")
    if level == "village" and code[9:] == "000":
        raise Refusal("region-code", "村（社区）区划代码的后3位不能为000。", "code")


def successor_code(child: str, successor: str) -> str:
    """A village's code under its township's new code: the last three digits stay."""
    return successor[:9] + child[9:]


def read_id_number(id_type: str, text: str, today: date) -> str:
    """An identity number as it is kept: check digits for resident cards and credit codes, shape alone for the rest."""
    if id_type in ("111", "112"):
        return read_resident_id(text, today=today, field="id_number").number
    if id_type == "001":
        return read_credit_code(text, field="id_number")
    number = tidy_code(text)
    if not re.fullmatch(r"[0-9A-Z()]{5,20}", number):
        raise Refusal("id-shape", "证件号码应为5至20位数字或字母，请核对。", "id_number")
    return number


PERSON_NAME = 40
"""The longest name of a person; that of an organisation may have 80 characters."""
ADDRESS = 120
PHONE = 30
HOURS = 120


def check_name(text: str, field: str = "name", most: int = 80) -> str:
    """A person's or an organisation's name on one line; raises Refusal."""
    name = tidy_line(text)
    if not 2 <= len(name) <= most:
        raise Refusal("name-shape", f"请填写完整的姓名或名称（2至{most}个字）。", field)
    return name


def check_line(text: str, most: int, what: str, field: str) -> str:
    """One line that may be empty and has at most so many characters; raises Refusal."""
    line = tidy_line(text)
    if len(line) > most:
        raise Refusal("line-long", f"{what}不能超过{most}个字。", field)
    return line


def check_not_future(on: date, today: date) -> None:
    """A change of the map or of a name is entered on the day it takes effect or later."""
    if on > today:
        raise Refusal("future-day", "生效日期不能晚于今天，请在变更生效后录入。", "on")
