from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """调查征集"""

    name = "zhengtong.surveys"
    label = "surveys"
    verbose_name = "调查征集"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
