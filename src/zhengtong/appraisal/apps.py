from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """绩效评估"""

    name = "zhengtong.appraisal"
    label = "appraisal"
    verbose_name = "绩效评估"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
