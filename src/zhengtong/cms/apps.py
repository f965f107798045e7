from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """网站群"""

    name = "zhengtong.cms"
    label = "cms"
    verbose_name = "网站群"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.guards import PUBLIC_TEXTS
        from zhengtong.timers.actions import FOLLOWERS, LIMIT_FACTS

        from . import consulting, events, hotwords, indexing, policies  # noqa: F401 — declares the door's journal kinds
        from .capturing import learning
        from .screening import queries as screening
        from .surveys import showing as surveys
        from .videos import showing
        from .workflow import setting_up
        from .workflow.actions import follow_clocks

        policies.register()
        PUBLIC_TEXTS[screening.KIND] = screening.public_texts
        hotwords.connect()
        indexing.connect()
        showing.connect()
        surveys.connect()
        learning.connect()
        consulting.register()
        FOLLOWERS.append(follow_clocks)
        LIMIT_FACTS["review"] = ("step_due", "")
        post_migrate.connect(setting_up.after_migrating, sender=self)
