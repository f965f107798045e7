from .request import (
    Consultation,
    DisclosureRequest,
    FeeNotice,
    ReplyExtension,
    RequestCorrection,
    RequestDraft,
    RequestFile,
    RequestOpinion,
    RequestReply,
)

__all__ = [
    "Consultation",
    "DisclosureRequest",
    "FeeNotice",
    "ReplyExtension",
    "RequestCorrection",
    "RequestDraft",
    "RequestFile",
    "RequestOpinion",
    "RequestReply",
]
