from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """投诉"""

    name = "zhengtong.complaints"
    label = "complaints"
    verbose_name = "投诉"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
