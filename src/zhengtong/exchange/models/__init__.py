"""The rows of this room: inbound (systems, imports, quarantine) and the province's link."""

from .inbound import ColumnMapping, Import, OutsideSystem, QuarantinedLine, ReceivedEvent, SystemKey
from .province import (
    ProvinceCursor,
    ProvinceLink,
    ProvinceMessage,
    ProvinceReceipt,
    Reconciliation,
    ReconciliationDifference,
)

__all__ = [
    "ColumnMapping",
    "Import",
    "OutsideSystem",
    "ProvinceCursor",
    "ProvinceLink",
    "ProvinceMessage",
    "ProvinceReceipt",
    "QuarantinedLine",
    "ReceivedEvent",
    "Reconciliation",
    "ReconciliationDifference",
    "SystemKey",
]
