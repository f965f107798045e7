from django.apps import AppConfig


class VideosConfig(AppConfig):
    """视频"""

    name = "zhengtong.videos"
    label = "videos"
    verbose_name = "视频"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
