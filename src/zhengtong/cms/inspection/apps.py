from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """网页检查"""

    name = "zhengtong.cms.inspection"
    label = "inspection"
    verbose_name = "网页检查"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the journal kinds of the inspection
