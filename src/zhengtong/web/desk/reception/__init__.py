"""窗口收件 — a walk-in at the counter: find the item, write the person and the materials down, hand over the receipt."""

from .views import urls

__all__ = ["urls"]
