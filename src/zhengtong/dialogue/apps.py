from django.apps import AppConfig


class DialogueConfig(AppConfig):
    """咨询与信件"""

    name = "zhengtong.dialogue"
    label = "dialogue"
    verbose_name = "咨询与信件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.timers.actions import FOLLOWERS, LIMIT_FACTS

        from . import actions, events  # noqa: F401 — declares the room's journal kinds

        FOLLOWERS.append(actions.follow_clocks)
        LIMIT_FACTS[actions.CLOCK] = ("due", "")
