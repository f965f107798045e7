from django.apps import AppConfig


class SearchConfig(AppConfig):
    """站内搜索"""

    name = "zhengtong.search"
    label = "search"
    verbose_name = "站内搜索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
