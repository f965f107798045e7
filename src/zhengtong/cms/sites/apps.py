from django.apps import AppConfig


class SitesConfig(AppConfig):
    """站点管理"""

    name = "zhengtong.cms.sites"
    label = "cmssites"
    verbose_name = "站点管理"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the journal kinds of site management
