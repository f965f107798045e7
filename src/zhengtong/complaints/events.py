"""The journal kinds this room writes."""
