from django.apps import AppConfig


class JournalConfig(AppConfig):
    """流水"""

    name = "zhengtong.journal"
    label = "journal"
    verbose_name = "流水"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import auditing, events  # noqa: F401 — the room's own act and its kind
