from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """电子监察"""

    name = "zhengtong.supervision"
    label = "supervision"
    verbose_name = "电子监察"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
