from django.apps import AppConfig


class GuardsConfig(AppConfig):
    """内容把关"""

    name = "zhengtong.guards"
    label = "guards"
    verbose_name = "内容把关"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
