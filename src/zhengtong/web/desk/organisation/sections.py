"""The four sections of 机构与人员, each shown to whoever may use it."""

from django.http import HttpRequest
from django.urls import reverse

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

_SECTIONS = (
    ("units", "单位", "desk:org", Permission.ORG_EDIT),
    ("regions", "区划", "desk:regions", Permission.ORG_EDIT),
    ("stations", "便民服务站", "desk:stations", Permission.ORG_EDIT),
    ("people", "人员", "desk:people", Permission.USER_EDIT),
)


def sections(staff: Staff) -> list[tuple[str, str, str]]:
    """Key, label and address of every section this person may enter; none where there is only one."""
    open_to = [(key, label, reverse(name)) for key, label, name, permission in _SECTIONS if staff.may(permission)]
    return open_to if len(open_to) > 1 else []


def posted(request: HttpRequest, *names: str) -> dict[str, str]:
    """What was typed into the named fields; kept to be shown again beside an error."""
    return {name: request.POST.get(name, "") for name in names}


def lines(text: str) -> list[str]:
    """One entry a line, or separated by Chinese or Western commas."""
    return [
        part.strip() for line in text.splitlines() for part in line.replace("，", ",").replace("、", ",").split(",")
    ]
