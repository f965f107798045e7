from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """绩效评估"""

    name = "zhengtong.appraisal"
    label = "appraisal"
    verbose_name = "绩效评估"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.files import queries as files

        from . import (
            access,
            events,  # noqa: F401 — declares the room's journal kinds
        )

        files.allow(access.may_read)
