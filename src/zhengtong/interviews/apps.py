from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """在线访谈"""

    name = "zhengtong.interviews"
    label = "interviews"
    verbose_name = "在线访谈"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.timers.actions import FOLLOWERS, LIMIT_FACTS

        from . import events  # noqa: F401 — declares the room's journal kinds
        from .actions.leaving import CLOCK, follow_clocks

        FOLLOWERS.append(follow_clocks)
        LIMIT_FACTS[CLOCK] = ("due", "")
