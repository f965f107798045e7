from .information import IndexSerial, Information
from .report import AnnualReport, RemedyRecord
from .request import (
    Consultation,
    DisclosureRequest,
    FeeNotice,
    ReplyExtension,
    RequestCorrection,
    RequestDraft,
    RequestFile,
    RequestOpinion,
    RequestReasons,
    RequestReply,
)

__all__ = [
    "AnnualReport",
    "Consultation",
    "DisclosureRequest",
    "FeeNotice",
    "IndexSerial",
    "Information",
    "RemedyRecord",
    "ReplyExtension",
    "RequestCorrection",
    "RequestDraft",
    "RequestFile",
    "RequestOpinion",
    "RequestReasons",
    "RequestReply",
]
