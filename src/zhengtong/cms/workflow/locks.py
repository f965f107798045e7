"""While an article is being read it belongs to its reader."""

from typing import Any

from django.utils.html import format_html
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    """In review: read-only for everybody but the present reviewers, and it says who has it."""

    def get_message(self, user: Any) -> str:
        from . import queries

        if not self.for_user(user):
            return ""
        state = queries.state_of(self.object)
        if state is None:
            return ""
        people = "、".join(person.name for person in queries.reviewers_of(state)) or "暂无人任此岗位，请联系网站管理员"
        return format_html(
            "这篇稿件正在<b>{}</b>，审核人：<b>{}</b>（{}）。审核期间其他人只能查看；要继续修改，请先撤回送审。",
            state.get_level_display(),
            people,
            state.unit.short_name,
        )

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return "审核中"

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return "审核期间只有本级审核人可以修改"
