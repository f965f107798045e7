from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """稿件与政府信息"""

    name = "zhengtong.cms.register"
    label = "cmsregister"
    verbose_name = "稿件与政府信息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.cms.pagecache import changes
        from zhengtong.disclosure.models import Information

        from . import events, following  # noqa: F401 — declares the journal's kinds
        from .models import DisclosedArticle

        changes.watch(Information, "information")
        changes.watch(DisclosedArticle, "disclosed")
        following.connect()
