from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """政府信息公开"""

    name = "zhengtong.disclosure"
    label = "disclosure"
    verbose_name = "政府信息公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.files import queries as files
        from zhengtong.guards import PUBLIC_TEXTS
        from zhengtong.journal import confidence
        from zhengtong.timers.actions import FOLLOWERS, LIMIT_FACTS

        from . import events, gate  # noqa: F401 — events declares the room's journal kinds
        from .actions import information
        from .actions.requests import clocks
        from .queries import public_texts, requests

        FOLLOWERS.append(information.follow_clocks)
        FOLLOWERS.append(clocks.follow_clocks)
        LIMIT_FACTS[gate.REPLY] = ("", "legal_due")
        LIMIT_FACTS[gate.CONFIRM] = ("sign_due", "")
        LIMIT_FACTS[gate.CONSULTATION] = ("", "")
        for name in (gate.CORRECTION, gate.FEE, gate.REASONS):
            LIMIT_FACTS[name] = ("reply_due", "")
        PUBLIC_TEXTS[public_texts.INFORMATION] = public_texts.public_information
        PUBLIC_TEXTS[public_texts.ANSWER] = public_texts.public_answers
        files.allow(requests.may_read)
        confidence.confide(requests.kept_from)
