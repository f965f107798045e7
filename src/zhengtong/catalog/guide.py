"""办事指南 — the content of an item version as frozen values.

`Guide.of` refuses what is malformed (a word nobody knows, a limit of −3 days) and says where; what is merely absent
stays empty, because a draft may be unfinished. Whether enough is there to publish is `rules.missing_elements`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from . import choices
from .reading import Reader


@dataclass(frozen=True, slots=True)
class Limit:
    """时限: an amount of working days (wd), days (d), months (m) or working hours (wh)."""

    amount: int
    unit: str
    basis: str = ""

    @property
    def budget(self) -> str:
        """As `legalclock.Budget.parse` reads it: `20wd`."""
        return f"{self.amount}{self.unit}"

    def __str__(self) -> str:
        return f"{self.amount}{choices.TimeUnit(self.unit).label}"


@dataclass(frozen=True, slots=True)
class Extension(Limit):
    """延长期限 and who may approve it."""

    approver: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """法定、承诺两个时限. `promised` is None in an unfinished draft only; the gate lets none through without it."""

    statutory: Limit | None
    promised: Limit | None
    extension: Extension | None


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """特别程序 of 行政许可法 第四十五条; its time is not counted."""

    ground: str
    name: str
    limit: Limit | None
    basis: str


@dataclass(frozen=True, slots=True)
class Basis:
    """设定依据."""

    law: str
    number: str
    article: str
    gist: str
    issuer: str
    effective_on: date | None
    level: str


@dataclass(frozen=True, slots=True)
class Material:
    """申请材料; `order` counts from 1."""

    order: int
    name: str
    need: str
    type: str
    format: str
    originals: int
    copies: int
    paper: str
    source: str
    note: str
    basis: str
    blank_form: bool

    @property
    def is_required(self) -> bool:
        return self.need == choices.Need.REQUIRED

    @property
    def is_deferrable(self) -> bool:
        return self.need == choices.Need.DEFERRABLE

    def get_need_display(self) -> str:
        return choices.Need(self.need).label

    def get_format_display(self) -> str:
        return choices.MaterialFormat(self.format).label

    def get_source_display(self) -> str:
        return choices.MaterialSource(self.source).label


@dataclass(frozen=True, slots=True)
class Fee:
    """收费项目; `amount` in yuan, None where it is computed by area or the like."""

    name: str
    standard: str
    amount: Decimal | None
    basis: str
    reducible: bool
    reduce_basis: str


@dataclass(frozen=True, slots=True)
class Step:
    """办理环节 after acceptance; `unit` may be TOWN (the township of the applicant's place), `post` is a role code."""

    order: int
    name: str
    kind: str
    unit: str
    post: str
    limit: str
    standard: str
    parallel: int | None

    def get_kind_display(self) -> str:
        return choices.StepKind(self.kind).label


@dataclass(frozen=True, slots=True)
class Result:
    """办理结果."""

    name: str
    type: str
    valid: str


@dataclass(frozen=True, slots=True)
class Question:
    """常见问题."""

    q: str
    a: str


@dataclass(frozen=True, slots=True)
class Apply:
    """办理方式; `visits` is how often one must appear in person."""

    online: bool
    window: bool
    visits: int
    visits_reason: str
    express: bool
    self_service: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where it is received: station codes, every township's centre, village agents."""

    stations: tuple[str, ...]
    township: bool
    village_agent: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """An organ one may turn to."""

    organ: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """依法享有的权利、履行的义务, and the two ways of redress."""

    rights: str
    duties: str
    review: Authority
    litigation: Authority


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything a citizen, a clerk and a case need to know of one item version."""

    code: str
    name: str
    kind: str
    legacy_kind: str
    unit: str
    joint_units: tuple[str, ...]
    level: str
    project_type: str
    audience: tuple[str, ...]
    topics_person: tuple[str, ...]
    topics_corp: tuple[str, ...]
    life_events: tuple[str, ...]
    summary: str
    keywords: tuple[str, ...]
    limits: Limits
    deferral: Limit | None
    conditions: str
    quantity_limit: str
    special_procedures: tuple[SpecialProcedure, ...]
    bases: tuple[Basis, ...]
    materials: tuple[Material, ...]
    fees: tuple[Fee, ...]
    steps: tuple[Step, ...]
    results: tuple[Result, ...]
    apply: Apply
    places: Places
    address: str
    hours: str
    phone: str
    supervise_phone: str
    form: str | None
    faq: tuple[Question, ...]
    remedy: Remedy
    penalty: str
    illustrative: tuple[str, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Guide":
        """Read a content document (docs/item-file.md); raises Refusal with the element's name and path."""
        return _guide(Reader.of(content))

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.topics_person + self.topics_corp))

    @property
    def stages(self) -> list[list[Step]]:
        """The steps in order; neighbours with the same `parallel` number run side by side as one stage."""
        stages = groupby(self.steps, key=lambda step: ("side by side", step.parallel) if step.parallel else step.order)
        return [list(stage) for _, stage in stages]

    @property
    def can_be_applied_for(self) -> bool:
        """依申请六类 and public services; 依职权 kinds (处罚、强制、征收、检查) may not (facts §1.2)."""
        return self.kind in choices.APPLICABLE_KINDS and not self.penalty

    @property
    def is_instant(self) -> bool:
        return self.project_type == choices.ProjectType.INSTANT

    @property
    def has_blank_forms(self) -> bool:
        return any(material.blank_form for material in self.materials)

    def get_kind_display(self) -> str:
        return choices.ItemKind(self.kind).label

    def get_project_type_display(self) -> str:
        return choices.ProjectType(self.project_type).label

    def audience_words(self) -> list[str]:
        return [choices.Audience(code).label for code in self.audience]


def _limit(reader: Reader | None) -> Limit | None:
    if reader is None or not reader.allowed():
        return None
    amount, unit = reader.limit("amount", "unit")
    return Limit(amount, unit, reader.line("basis"))


def _extension(reader: Reader | None) -> Extension | None:
    if reader is None or not reader.allowed():
        return None
    amount, unit = reader.limit("amount", "unit")
    return Extension(amount, unit, reader.line("basis"), reader.line("approver"))


def _special(row: Reader) -> SpecialProcedure:
    limit = Limit(*row.limit("amount", "unit")) if row.has("amount") else None
    return SpecialProcedure(row.word("ground", choices.Ground), row.line("name"), limit, row.line("basis"))


def _basis(row: Reader) -> Basis:
    lines = (row.line(key) for key in ("law", "number", "article", "gist", "issuer"))
    return Basis(*lines, effective_on=row.day("effective_on"), level=row.line("level"))


def _material(row: Reader) -> Material:
    return Material(
        order=row.order,
        name=row.line("name"),
        need=row.word("need", choices.Need),
        type=row.word("type", choices.MaterialType),
        format=row.word("format", choices.MaterialFormat),
        originals=row.whole("originals"),
        copies=row.whole("copies"),
        paper=row.line("paper"),
        source=row.word("source", choices.MaterialSource),
        note=row.line("note"),
        basis=row.line("basis"),
        blank_form=row.yes("blank_form"),
    )


def _fee(row: Reader) -> Fee:
    return Fee(
        name=row.line("name"),
        standard=row.line("standard"),
        amount=row.money("amount"),
        basis=row.line("basis"),
        reducible=row.yes("reducible"),
        reduce_basis=row.line("reduce_basis"),
    )


def _step(row: Reader) -> Step:
    amount, unit = row.limit("amount", "unit_of_limit") if row.has("amount") else ("", "")
    return Step(
        order=row.order,
        name=row.line("name"),
        kind=row.word("kind", choices.StepKind),
        unit=row.line("unit"),
        post=row.line("post"),
        limit=f"{amount}{unit}",
        standard=row.line("standard"),
        parallel=row.whole("parallel") if row.has("parallel") else None,
    )


def _authority(reader: Reader) -> Authority:
    return Authority(reader.line("organ"), reader.line("address"), reader.line("phone"))


def _guide(top: Reader) -> Guide:
    limits, apply, places, remedy = (top.group(key) for key in ("limits", "apply", "places", "remedy"))
    return Guide(
        code=top.line("code"),
        name=top.line("name", most=120),
        kind=top.word("kind", choices.ItemKind),
        legacy_kind=top.word("legacy_kind", choices.LegacyKind, optional=True),
        unit=top.line("unit"),
        joint_units=top.words("joint_units"),
        level=top.word("level", choices.Level, optional=True),
        project_type=top.word("project_type", choices.ProjectType),
        audience=top.words("audience", choices.Audience),
        topics_person=top.words("topics_person"),
        topics_corp=top.words("topics_corp"),
        life_events=top.words("life_events"),
        summary=top.line("summary"),
        keywords=top.words("keywords"),
        limits=Limits(
            statutory=_limit(limits.optional("statutory")),
            promised=_limit(limits.optional("promised")),
            extension=_extension(limits.optional("extension")),
        ),
        deferral=_limit(top.optional("deferral")),
        conditions=top.line("conditions"),
        quantity_limit=top.line("quantity_limit"),
        special_procedures=tuple(_special(row) for row in top.rows("special_procedures")),
        bases=tuple(_basis(row) for row in top.rows("bases")),
        materials=tuple(_material(row) for row in top.rows("materials")),
        fees=tuple(_fee(row) for row in top.rows("fees")),
        steps=tuple(_step(row) for row in top.rows("steps")),
        results=tuple(
            Result(row.line("name"), row.word("type", choices.ResultType), row.line("valid"))
            for row in top.rows("results")
        ),
        apply=Apply(
            online=apply.yes("online"),
            window=apply.yes("window"),
            visits=apply.whole("visits"),
            visits_reason=apply.line("visits_reason"),
            express=apply.yes("express"),
            self_service=apply.yes("self_service"),
        ),
        places=Places(places.words("stations", most=40), places.yes("township"), places.yes("village_agent")),
        address=top.line("address"),
        hours=top.line("hours"),
        phone=top.line("phone"),
        supervise_phone=top.line("supervise_phone"),
        form=top.line("form") or None,
        faq=tuple(Question(row.line("q"), row.line("a")) for row in top.rows("faq")),
        remedy=Remedy(
            rights=remedy.line("rights"),
            duties=remedy.line("duties"),
            review=_authority(remedy.group("review")),
            litigation=_authority(remedy.group("litigation")),
        ),
        penalty=penalty.line("acts") if (penalty := top.optional("penalty")) else "",
        illustrative=top.words("illustrative", most=60),
    )
