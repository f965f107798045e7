"""特别程序: the only times that do not count.

行政许可法 第四十五条 names eight and no more: 听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审. For the reply to a
request for information 政府信息公开条例 第三十三条第三款 adds one of its own: 征求第三方和其他机关意见.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalclock.errors import ClockError
from legalclock.moments import chinese_day, parse_day, read, read_optional

ARTICLE = "行政许可法第四十五条"


class SuspensionGround(StrEnum):
    """暂停计时的法定事由."""

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def article(self) -> str:
        return ARTICLE

    @classmethod
    def parse(cls, text: str) -> SuspensionGround:
        """The ground by its code or its Chinese name; refuses a site visit by saying why it does not stop the clock."""
        asked = text.strip().lower().replace("-", "_")
        for ground in cls:
            if asked in (ground.value, ground.label):
                return ground
        if asked in _SITE_VISITS:
            raise ClockError(
                "site-visit-counts",
                f"“{text.strip()}”是行政机关自身的审查工作，不属于{ARTICLE}所列的八种情形，所需时间计入办理期限，不能暂停计时。",
            )
        names = "、".join(_LABELS.values())
        raise ClockError(
            "not-a-ground",
            f"“{text.strip()}”不是法定的暂停事由。{ARTICLE}只规定了八种：{names}；其他时间一律计入期限。",
        )


class DisclosureGround(StrEnum):
    """答复政府信息公开申请时不计入期限的事由; no ground for a licence, so `SuspensionGround` does not know it."""

    CONSULTATION = "consultation"

    @property
    def label(self) -> str:
        return "征求第三方和其他机关意见"

    @property
    def article(self) -> str:
        return "政府信息公开条例第三十三条"


Ground = SuspensionGround | DisclosureGround


def read_ground(text: str) -> Ground:
    """A ground of either law by its code as it is stored; whatever else is asked for is asked of 第四十五条."""
    if text == DisclosureGround.CONSULTATION.value:
        return DisclosureGround.CONSULTATION
    return SuspensionGround.parse(text)


_LABELS = {
    SuspensionGround.HEARING: "听证",
    SuspensionGround.TENDER: "招标",
    SuspensionGround.AUCTION: "拍卖",
    SuspensionGround.INSPECTION: "检验",
    SuspensionGround.TESTING: "检测",
    SuspensionGround.QUARANTINE: "检疫",
    SuspensionGround.APPRAISAL: "鉴定",
    SuspensionGround.EXPERT_REVIEW: "专家评审",
}
# 行政许可法 第三十四条: the agency's own check of the facts is part of its review.
_SITE_VISITS = {
    "site_visit", "site_check",
    "现场核查", "实地核查", "现场勘查", "现场勘察", "现场检查", "现场踏勘", "实地核实", "现场核验",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suspension:
    """特别程序 — one stretch of uncounted days, from `from_on` (the first uncounted day) up to `until_on`.

    The day of resuming, `until_on`, counts again; None means it is still running. A suspension that ends on the day it
    began removes nothing. `document` is the written notice to the applicant that 第四十五条 asks for.
    """

    from_on: date
    until_on: date | None
    ground: Ground
    document: str

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise ClockError(
                "resume-before-suspend",
                f"{self.ground.label}的恢复计时日期{chinese_day(self.until_on)}早于暂停日期{chinese_day(self.from_on)}。",
            )

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)

    def to_json(self) -> dict[str, object]:
        return {
            "from_on": self.from_on.isoformat(),
            "until_on": self.until_on.isoformat() if self.until_on else None,
            "ground": self.ground.value,
            "document": self.document,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> Suspension:
        until = read_optional(record, "until_on")
        return cls(
            parse_day(read(record, "from_on")),
            parse_day(until) if until else None,
            read_ground(read(record, "ground")),
            read(record, "document"),
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of uncounted days after joining all suspensions: [first, resumes), endless when `resumes` is None."""

    first: date
    resumes: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.resumes is None or day < self.resumes)


def gaps(suspensions: Iterable[Suspension]) -> tuple[Gap, ...]:
    """The suspensions as separate stretches in order, so that a day under two procedures is removed once."""
    joined: list[Gap] = []
    for one in sorted(suspensions, key=lambda s: s.from_on):
        if one.until_on == one.from_on:
            continue
        last = joined[-1] if joined else None
        if last is None or (last.resumes is not None and last.resumes < one.from_on):
            joined.append(Gap(one.from_on, one.until_on))
        elif last.resumes is not None:
            resumes = None if one.until_on is None else max(last.resumes, one.until_on)
            joined[-1] = Gap(last.first, resumes)
    return tuple(joined)
