"""The desk's entries, each shown to those who may use it."""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from zhengtong.disclosure.queries.requests import waiting_for
from zhengtong.interviews import queries as interviews
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.supervision.processes import waiting_cards, waiting_orders
from zhengtong.surveys import queries as surveys
from zhengtong.web.navigation import Entry, address, counted, opened, resolved

ENTRIES = (
    Entry("收件箱", "desk:inbox", (Permission.CASE_VIEW,), "inbox", is_root=True),
    Entry("窗口收件", "desk:reception", (Permission.CASE_RECEIVE, Permission.CASE_ASSIST), "window"),
    Entry("办件查询", "desk:cases", (Permission.CASE_VIEW,), "search"),
    Entry(
        "事项管理",
        "desk:items",
        (
            Permission.ITEM_EDIT,
            Permission.ITEM_SUBMIT,
            Permission.ITEM_REVIEW_CENTER,
            Permission.ITEM_REVIEW_LEGAL,
            Permission.ITEM_REVIEW_EGOV,
            Permission.ITEM_REVIEW_CITY,
            Permission.ITEM_PUBLISH,
            Permission.ITEM_IMPORT,
        ),
        "list",
    ),
    Entry("表单设计", "desk:forms", (Permission.FORM_EDIT,), "form"),
    Entry(
        "网站编辑",
        "wagtailadmin_home",
        (
            Permission.CONTENT_EDIT,
            Permission.CONTENT_REVIEW_FIRST,
            Permission.CONTENT_REVIEW_SECOND,
            Permission.CONTENT_SIGN,
            Permission.SITE_MANAGE,
        ),
        "edit",
        count=lambda staff, at: import_string(settings.REVIEWS_WAITING)(staff, at),
    ),
    Entry("内容把关", "desk:words", (Permission.WORDS_EDIT,), "scale"),
    Entry("咨询答复", "desk:letters", (Permission.LETTER_ANSWER,), "message"),
    Entry(
        "调查征集",
        "desk:surveys",
        (Permission.SURVEY_EDIT, *surveys.REVIEWING),
        "chart",
        count=lambda staff, at: surveys.waiting_for(staff),
    ),
    Entry(
        "在线访谈",
        "desk:interviews",
        (Permission.INTERVIEW_RUN, Permission.INTERVIEW_MODERATE, Permission.INTERVIEW_RECORD),
        "people",
        also=interviews.takes_part,
    ),
    Entry(
        "依申请公开",
        "desk:disclosure-requests",
        (Permission.DISCLOSURE_HANDLE, Permission.DISCLOSURE_REVIEW, Permission.DISCLOSURE_APPROVE),
        "file",
        count=lambda staff, at: waiting_for(staff),
    ),
    Entry("政府信息登记", "desk:information-register", (Permission.DISCLOSURE_REGISTER,), "list"),
    Entry("公开年报", "desk:annual-reports", (Permission.DISCLOSURE_REGISTER, Permission.DISCLOSURE_APPROVE), "book"),
    Entry("投诉登记", "desk:complaint-record", (Permission.CASE_RECEIVE,), "edit"),
    Entry("投诉办理", "desk:complaints", (Permission.COMPLAINT_ANSWER,), "flag"),
    Entry("本单位发牌", "desk:cards", (Permission.CARD_ANSWER,), "alert", count=waiting_cards),
    Entry("督办", "desk:orders", (Permission.CARD_ANSWER,), "send", count=lambda staff, at: waiting_orders(staff)),
    Entry("本单位绩效", "desk:appraisal", (Permission.CARD_ANSWER,), "star"),
    Entry("机构", "desk:org", (Permission.ORG_EDIT,), "building"),
    Entry("人员", "desk:people", (Permission.USER_EDIT,), "people"),
    Entry("工作日历", "desk:calendar", (Permission.CALENDAR_EDIT,), "calendar"),
    Entry("流水", "desk:journal", (Permission.AUDIT_READ,), "book"),
    Entry("流水校验", "desk:journal-verify", (Permission.JOURNAL_VERIFY,), "lock"),
)


def entries(staff: Staff | None, path: str) -> list[Entry]:
    """What this person sees at the left of the page at `path`."""
    if staff is None:
        return []
    return counted(resolved(opened(ENTRIES, staff), path), staff, timezone.now())


def search_url() -> str:
    """Where the search of the top bar goes."""
    return address("desk:cases")
