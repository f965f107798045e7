from django.apps import AppConfig


class FilesConfig(AppConfig):
    """材料"""

    name = "zhengtong.files"
    label = "files"
    verbose_name = "材料"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
