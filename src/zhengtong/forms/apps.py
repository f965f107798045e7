from django.apps import AppConfig


class FormsConfig(AppConfig):
    """电子表单"""

    name = "zhengtong.forms"
    label = "forms"
    verbose_name = "电子表单"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
