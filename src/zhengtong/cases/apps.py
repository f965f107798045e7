from django.apps import AppConfig


class CasesConfig(AppConfig):
    """办件"""

    name = "zhengtong.cases"
    label = "cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
