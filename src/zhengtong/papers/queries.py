import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.text import tidy_code

from . import rendering, rules
from .models import Paper

# What a reader of a printed code may take for another character (Crockford's base 32 has none of these).
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody with the code may know of a paper."""

    title: str
    number: str
    organ: str
    issued_at: datetime
    party: str
    withdrawn_at: datetime | None
    code: str

    @property
    def is_valid(self) -> bool:
        return self.withdrawn_at is None


def papers_of(subject: str) -> QuerySet[Paper]:
    """The papers of a matter, oldest first; who may see the matter may see these."""
    return Paper.objects.filter(subject=subject).order_by("issued_at", "pk")


def paper_by_code(verification_code: str) -> Paper | None:
    """A paper by the code of its own address; whether one may see its matter is for the caller to ask."""
    return Paper.objects.filter(verification_code=verification_code).first()


def said(paper: Paper) -> dict[str, Any]:
    """The frozen words of a paper; days are text in ISO form."""
    return json.loads(paper.content)["content"]


def organ(paper: Paper) -> str:
    """The full name of the organ as it was when the paper was issued."""
    return json.loads(paper.content)["organ"]


def tidy_verification_code(text: str) -> str:
    """A code as people type it: blanks, hyphens, small letters and misread letters are forgiven."""
    return tidy_code(text).translate(_MISREAD)


def verification(code: str) -> Verified:
    """A paper by its verification code, with the party masked; raises Unknown for a code that is not ours."""
    paper = Paper.objects.filter(verification_code=tidy_verification_code(code)).first()
    if paper is None:
        raise Unknown(
            "没有查到使用这个核验码的文书。请核对核验码是否输全、有无看错；仍然查不到的，这份文书可能不是本县出具的。"
        )
    return Verified(
        title=paper.title,
        number=paper.number,
        organ=organ(paper),
        issued_at=paper.issued_at,
        party=rules.masked_party(said(paper)),
        withdrawn_at=paper.withdrawn_at,
        code=rules.grouped_code(paper.verification_code),
    )


def printed(paper: Paper) -> dict[str, Any]:
    """Everything the template of a paper sets, its verification address and QR code included."""
    verify_at = f"{settings.PUBLIC_URL}/verify/"
    return {
        "kind": paper.kind,
        "number": paper.number,
        "title": paper.title,
        "organ": organ(paper),
        "issued_on": localdate(paper.issued_at),
        "code": rules.grouped_code(paper.verification_code),
        "verify_at": verify_at,
        "qr": rendering.qr_code(f"{verify_at}{paper.verification_code}/"),
        "content": said(paper),
    }
