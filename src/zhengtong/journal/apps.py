from django.apps import AppConfig


class JournalConfig(AppConfig):
    """流水"""

    name = "zhengtong.journal"
    label = "journal"
    verbose_name = "流水"
    default_auto_field = "django.db.models.BigAutoField"
