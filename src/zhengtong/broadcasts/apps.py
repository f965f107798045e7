from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    """视频直播"""

    name = "zhengtong.broadcasts"
    label = "broadcasts"
    verbose_name = "视频直播"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
