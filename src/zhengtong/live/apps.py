from django.apps import AppConfig


class LiveConfig(AppConfig):
    """直播"""

    name = "zhengtong.live"
    label = "live"
    verbose_name = "直播"
    default_auto_field = "django.db.models.BigAutoField"
