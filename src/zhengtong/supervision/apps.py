from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """电子监察"""

    name = "zhengtong.supervision"
    label = "supervision"
    verbose_name = "电子监察"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.files import queries as files
        from zhengtong.timers.actions import FOLLOWERS, LIMIT_FACTS

        from . import (
            access,
            duties,
            events,  # noqa: F401 — declares the room's journal kinds
        )

        FOLLOWERS.append(duties.follow_clocks)
        LIMIT_FACTS.update(duties.LIMIT_FACTS)
        files.allow(access.may_read)
