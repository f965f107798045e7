from django.apps import AppConfig


class PapersConfig(AppConfig):
    """文书"""

    name = "zhengtong.papers"
    label = "papers"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
