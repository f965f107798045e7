"""How the house asks other sites: safely, politely, and never more than it can take."""

from .visiting import Answer, Visitor

__all__ = ["Answer", "Visitor"]
