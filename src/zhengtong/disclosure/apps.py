from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """政府信息公开"""

    name = "zhengtong.disclosure"
    label = "disclosure"
    verbose_name = "政府信息公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.timers.actions import FOLLOWERS

        from . import events  # noqa: F401 — declares the room's journal kinds
        from .actions import information

        FOLLOWERS.append(information.follow_clocks)
