"""The oversight entries. Whether one is shown is asked of the gate of its page, so the two cannot differ."""

from django.urls import resolve

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.web.navigation import Entry, resolved

ENTRIES = (
    Entry("总览", "oversight:board", icon="home", is_root=True),
    Entry("单位与乡镇", "oversight:units", icon="map"),
    Entry("监察事项", "oversight:matters", icon="list"),
    Entry("发牌", "oversight:cards", icon="flag"),
    Entry("申诉", "oversight:appeals", icon="undo"),
    Entry("督办", "oversight:orders", icon="send"),
    Entry("投诉", "oversight:complaints", icon="message"),
    Entry("规则", "oversight:rules", icon="flow"),
    Entry("统计", "oversight:statistics", icon="chart"),
    Entry("绩效", "oversight:appraisal", icon="star"),
    Entry("外部系统", "oversight:systems", icon="link"),
    Entry("省级对接", "oversight:province", icon="upload"),
    Entry("监察日志", "oversight:log", icon="book"),
    Entry("大屏", "oversight:wall", icon="wall"),
)

READS_ONLY = frozenset(
    {Permission.CASE_VIEW, Permission.JOURNAL_VERIFY, Permission.CARD_ANSWER, Permission.COMPLAINT_ANSWER}
)
"""What a supervisor also does at the desk, without the desk being where their day begins."""

OVERSIGHT = frozenset(
    {
        Permission.SUPERVISION_VIEW,
        Permission.CARD_JUDGE,
        Permission.ORDER_ISSUE,
        Permission.RULE_EDIT,
        Permission.RULE_APPROVE,
        Permission.COMPLAINT_HANDLE,
        Permission.APPRAISAL_EDIT,
        Permission.APPRAISAL_PUBLISH,
        Permission.EXCHANGE_MANAGE,
    }
)
"""What is done in the oversight door alone."""


def entries(staff: Staff | None, path: str) -> list[Entry]:
    """What this person sees at the left of the page at `path`: the pages whose gate lets them in."""
    if staff is None:
        return []
    return [entry for entry in resolved(ENTRIES, path) if _opens_to(staff, entry.url)]


def _opens_to(staff: Staff, url: str) -> bool:
    permissions: tuple[str, ...] = resolve(url).func.oversight_permissions
    return any(map(staff.may, permissions))


def home(staff: Staff | None) -> str:
    """The first page of the oversight door this person may open; empty if there is none."""
    return next((entry.url for entry in entries(staff, "")), "")


def search_url(staff: Staff | None) -> str:
    """Where the search of the top bar goes; empty for those who may not open the list of matters."""
    return next((entry.url for entry in entries(staff, "") if entry.name == "oversight:matters"), "")


def landing(staff: Staff | None) -> str:
    """Where somebody who only supervises begins their day; empty for those whose work is at the desk."""
    if staff is None:
        return ""
    held = {permission for grant in staff.grants for permission in grant.permissions if ":" not in permission}
    return "" if held - READS_ONLY - OVERSIGHT else home(staff)
