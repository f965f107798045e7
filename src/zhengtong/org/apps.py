from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """机构与人员"""

    name = "zhengtong.org"
    label = "org"
    verbose_name = "机构与人员"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
