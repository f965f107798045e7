from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """信息交换"""

    name = "zhengtong.exchange"
    label = "exchange"
    verbose_name = "信息交换"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import events  # noqa: F401 — declares the room's journal kinds
