from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """访问统计"""

    name = "zhengtong.visits"
    label = "visits"
    verbose_name = "访问统计"
    default_auto_field = "django.db.models.BigAutoField"
