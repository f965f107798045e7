"""The county's one workflow, hung on the root of all sites. Only what is missing is made."""

from typing import Any

from django.apps import apps as registry
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from ..models import ReviewTask
from .choices import ReviewLevel

NAME = "三审三校"


def ensure() -> Workflow:
    """The workflow with its three levels; every article below the root goes through it."""
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    for order, level in enumerate(ReviewLevel):
        task, _ = ReviewTask.objects.get_or_create(level=level, defaults={"name": level.label})
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    root = Page.get_first_root_node()
    if root is not None:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    # What Wagtail's own migrations make: one reading by a group that is nobody here.
    Workflow.objects.exclude(pk=workflow.pk).filter(active=True).update(active=False)
    return workflow


def after_migrating(apps: Any = registry, **kwargs: Any) -> None:
    """Called after every migration, and after a database was emptied; before the tables exist it makes nothing."""
    if "reviewtask" in apps.all_models.get("cms", {}):
        ensure()
