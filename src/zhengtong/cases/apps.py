from django.apps import AppConfig


class CasesConfig(AppConfig):
    """办件"""

    name = "zhengtong.cases"
    label = "cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.files import queries as files
        from zhengtong.timers.actions import FOLLOWERS, LIMIT_FACTS

        from . import (
            access,
            choices,
            events,  # noqa: F401 — declares the room's journal kinds
            tasks,
        )

        FOLLOWERS.append(tasks.follow_clocks)
        LIMIT_FACTS.update(choices.LIMIT_FACTS)
        files.allow(access.may_read)
