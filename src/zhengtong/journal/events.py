"""The journal kinds this room writes."""

from .kinds import declare

declare("journal.verified", "校验流水")
