from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """通知"""

    name = "zhengtong.notices"
    label = "notices"
    verbose_name = "通知"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
