from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """投诉"""

    name = "zhengtong.complaints"
    label = "complaints"
    verbose_name = "投诉"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.files import queries as files
        from zhengtong.journal import confidence
        from zhengtong.timers.actions import FOLLOWERS

        from . import (
            actions,
            events,  # noqa: F401 — declares the room's journal kinds
            queries,
        )

        FOLLOWERS.append(actions.follow_clocks)
        files.allow(queries.may_read)
        confidence.confide(queries.kept_from)
