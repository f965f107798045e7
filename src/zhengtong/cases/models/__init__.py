from .case import Case
from .course import CaseStep, Correction, ExtensionRequest, SpecialProcedure
from .outcome import Certificate, Decision, Delivery, FeeReceipt, Rating
from .supplied import CaseMaterial

__all__ = [
    "Case",
    "CaseMaterial",
    "CaseStep",
    "Certificate",
    "Correction",
    "Decision",
    "Delivery",
    "ExtensionRequest",
    "FeeReceipt",
    "Rating",
    "SpecialProcedure",
]
