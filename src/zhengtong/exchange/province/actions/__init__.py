"""Writes of the link with the province: collecting, sending, reconciling, and what a person does about it."""

from .collecting import collect
from .mending import abandon, resend, try_connection
from .reconciling import reconcile, repair
from .sending import send_due

__all__ = ["abandon", "collect", "reconcile", "repair", "resend", "send_due", "try_connection"]
