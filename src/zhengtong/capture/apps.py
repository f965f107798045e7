from django.apps import AppConfig


class CaptureConfig(AppConfig):
    """信息采集"""

    name = "zhengtong.capture"
    label = "capture"
    verbose_name = "信息采集"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
