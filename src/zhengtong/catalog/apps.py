from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """事项库"""

    name = "zhengtong.catalog"
    label = "catalog"
    verbose_name = "事项库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
