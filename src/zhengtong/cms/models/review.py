"""三审三校 as Wagtail's own workflow: a task for each level, and what each article is waiting for."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, Task, TaskState, WorkflowState

from zhengtong.cms.workflow.choices import ReviewLevel
from zhengtong.cms.workflow.forms import OpinionForm, ReturnForm
from zhengtong.cms.workflow.locks import ReviewLock
from zhengtong.org.models import Unit
from zhengtong.timers.models import Clock


class ReviewState(TaskState):
    """审稿 — one article at one level: who answers for it, until when, and who may not read it there."""

    matter = models.CharField("送审编号", max_length=40)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, verbose_name="责任单位", on_delete=models.PROTECT, related_name="+")
    level = models.CharField("审级", max_length=8, choices=ReviewLevel)
    barred = ArrayField(models.BigIntegerField(), default=list)
    """Accounts of the authors and of those who passed the article at another level."""
    clock = models.ForeignKey(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField("审核期限", null=True, db_index=True)

    class Meta:
        verbose_name = "审稿"


class ReviewTask(Task):
    """审级 — 初审, 复审 or 终审签发; its reviewers are who holds the post for the article's unit, no group of Wagtail's."""

    level = models.CharField("审级", max_length=8, choices=ReviewLevel, unique=True)
    working_days = models.PositiveSmallIntegerField("审核时限（工作日）", default=1)

    task_state_class = ReviewState
    lock_class = ReviewLock
    admin_form_fields = [*Task.admin_form_fields, "working_days"]
    admin_form_readonly_on_edit_fields = ["name"]

    class Meta:
        verbose_name = "审级"

    def start(self, workflow_state: WorkflowState, user: Any = None) -> ReviewState:
        from zhengtong.cms.workflow import actions

        return actions.enter(self, workflow_state, by=user, at=timezone.now())

    def on_action(self, task_state: TaskState, user: Any, action_name: str, comment: str = "", **kwargs: Any) -> None:
        from zhengtong.cms.workflow import actions

        act = {"approve": actions.approve, "reject": actions.send_back}[action_name]
        act(task_state.pk, comment, by=user, at=timezone.now())

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not self._may(obj, user)

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return self._may(obj, user)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        if not self._may(obj, user):
            return []
        passed = "签发" if self.level == ReviewLevel.FINAL else f"{self.get_level_display()}通过"
        return [("approve", passed, True), ("reject", "退回修改", True)]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        return ReturnForm if action == "reject" else OpinionForm

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        from zhengtong.cms.workflow import queries

        return TaskState.objects.filter(pk__in=queries.awaiting_user(user).filter(level=self.level).values("pk"))

    @classmethod
    def get_description(cls) -> str:
        return "由在该单位任相应审核岗位的人审核；撰稿人不能审自己的稿件，一人不能审两级。"

    def _may(self, page: Page, user: Any) -> bool:
        from zhengtong.cms.workflow import queries

        return queries.may_review(page, user, self.level)
