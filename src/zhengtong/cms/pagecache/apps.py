from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    """网页缓存"""

    name = "zhengtong.cms.pagecache"
    label = "pagecache"
    verbose_name = "网页缓存"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import changes

        changes.connect()
