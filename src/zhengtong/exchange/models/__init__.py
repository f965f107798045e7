"""The rows of this room: inbound (systems, imports, quarantine) and the province's link."""

from .province import (
    ProvinceCursor,
    ProvinceLink,
    ProvinceMessage,
    ProvinceReceipt,
    Reconciliation,
    ReconciliationDifference,
)

__all__ = [
    "ProvinceCursor",
    "ProvinceLink",
    "ProvinceMessage",
    "ProvinceReceipt",
    "Reconciliation",
    "ReconciliationDifference",
]
