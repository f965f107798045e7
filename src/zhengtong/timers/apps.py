from django.apps import AppConfig


class TimersConfig(AppConfig):
    """时限"""

    name = "zhengtong.timers"
    label = "timers"
    verbose_name = "时限"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
