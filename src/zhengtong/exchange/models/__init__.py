"""The rows of this room: inbound (systems, imports, quarantine) and the province's link."""
