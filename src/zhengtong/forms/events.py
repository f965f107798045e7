"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare  # noqa: F401
