from django.apps import AppConfig


class CmsConfig(AppConfig):
    """网站群"""

    name = "zhengtong.cms"
    label = "cms"
    verbose_name = "网站群"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events, policies  # noqa: F401 — declares the door's journal kinds

        policies.register()
