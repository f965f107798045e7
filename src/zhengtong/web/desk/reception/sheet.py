"""收件登记表 — what the clerk wrote on one page: the person, whoever acts for them, the materials, the form.

Names of its inputs carry hyphens, which no field of an electronic form can have: the two stand on one page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from zhengtong.cases import actions
from zhengtong.cases.actions import Mark, WalkIn
from zhengtong.cases.models import Case
from zhengtong.catalog.guide import Guide, Material
from zhengtong.catalog.models import ItemVersion
from zhengtong.files.models import Attachment
from zhengtong.forms.models import FormVersion
from zhengtong.forms.queries import current_version, definition
from zhengtong.forms.rules import Entries
from zhengtong.foundation.checkdigits import read_mobile
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.foundation.refs import token
from zhengtong.foundation.text import tidy_line
from zhengtong.org.actions import Agent, Principal, record_delegation
from zhengtong.org.choices import CitizenKind, ConsentMethod, IdType
from zhengtong.org.models import Delegation, Region, ServiceWindow, Staff, User
from zhengtong.org.queries import citizen_by_id, delegation_for, region_by_code, windows_of
from zhengtong.org.rules import ADDRESS, PERSON_NAME, check_line, check_name, read_id_number
from zhengtong.web import filling, uploads

EVIDENCE = "consent-paper"
CONSENT_DAYS = 90
ALL_PAPER = "all-paper"
# Where a refusal of a room's action shows on this page.
_PLACES = {
    "name": "person-name",
    "id_number": "person-id",
    "phone": "person-phone",
    "region": "person-region",
    "address": "person-address",
    "kind": "person-kind",
    "legal_representative": "person-head",
    "method": "consent-method",
    "valid_until": "consent-until",
    "evidence": EVIDENCE,
    "agent_name": "agent-name",
}
TAKEN = {"paper": "1", "upload": "2"}


@dataclass(frozen=True, slots=True)
class Line:
    """One material on the sheet. `taken`: paper, upload or none."""

    asked: Material
    taken: str
    copies: str
    is_checked: bool
    remark: str
    files: list[Attachment]
    problem: str


@dataclass(slots=True)
class Sheet:
    """One sheet for one item; `once` is its own name, so that it cannot be handed in twice."""

    version: ItemVersion
    item: Guide
    by: Staff
    at: datetime
    once: str
    values: dict[str, str]
    came: uploads.Uploads = field(default_factory=uploads.Uploads)
    entries: Entries = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_rearranged: bool = False
    region: Region | None = None
    form: FormVersion | None = None

    # --- on the way in ---

    @classmethod
    def blank(cls, version: ItemVersion, item: Guide, *, by: Staff, at: datetime, window: str) -> "Sheet":
        """An empty sheet with what is usual filled in."""
        is_legal = "natural" not in item.audience
        values = {
            "person-kind": CitizenKind.LEGAL if is_legal else CitizenKind.NATURAL,
            "person-id-type": IdType.CREDIT_CODE if is_legal else IdType.RESIDENT,
            "handled-by": "self",
            "consent-method": ConsentMethod.WINDOW,
            "consent-until": f"{localdate(at) + timedelta(days=CONSENT_DAYS):%Y-%m-%d}",
            "window": window,
        }
        sheet = cls(version, item, by, at, token(), values)
        sheet.form = sheet._form_version()
        return sheet

    @classmethod
    def read(cls, request: HttpRequest, version: ItemVersion, item: Guide, *, by: Staff, at: datetime) -> "Sheet":
        """The posted sheet; files are stored at once and kept, whatever else is wrong."""
        actor = f"staff:{by.code}"
        values = {name: tidy_line(text) for name, text in request.POST.items() if "-" in name or name == "window"}
        sheet = cls(version, item, by, at, request.POST.get("once", "")[:32] or token(), values)
        sheet.form = sheet._form_version()
        names = [f"file-{m.order}" for m in item.materials]
        sheet.came = uploads.take(request, names, by=actor, at=at)
        consent = uploads.take(request, [EVIDENCE], by=actor, at=at)
        sheet.came.files |= consent.files
        sheet.came.errors |= consent.errors
        sheet.errors |= sheet.came.errors
        sheet.is_rearranged = sheet.came.is_rearranged
        if ALL_PAPER in request.POST:
            sheet._take_everything_on_paper()
        sheet._check_person()
        sheet._check_materials()
        sheet._read_form(request, actor)
        return sheet

    def _form_version(self) -> FormVersion | None:
        return current_version(self.item.form) if self.item.form else None

    def _take_everything_on_paper(self) -> None:
        self.is_rearranged = True
        for material in self.item.materials:
            if material.need == "required" and self.values.get(f"taken-{material.order}", "none") == "none":
                self.values[f"taken-{material.order}"] = "paper"
                self.values[f"checked-{material.order}"] = "yes"

    def _check_person(self) -> None:
        """Everything that is wrong with the person is said at once."""
        is_legal = self.values.get("person-kind") == CitizenKind.LEGAL
        checks: list[Callable[[], object]] = [
            lambda: check_name(self.values.get("person-name", "")),
            lambda: read_id_number(self._id_type(), self.values.get("person-id", ""), localdate(self.at)),
            lambda: read_mobile(self.values.get("person-phone", ""), field="phone"),
            self._read_region,
            lambda: check_line(self.values.get("person-address", ""), ADDRESS, "详细地址", "address"),
        ]
        if is_legal:
            head = self.values.get("person-head", "")
            checks.append(lambda: check_name(head, "legal_representative", PERSON_NAME))
        if self._handled_by() == "agent":
            checks.append(self._agent)
        for check in checks:
            try:
                check()
            except Refusal as refusal:
                self._note(refusal)

    def _id_type(self) -> str:
        if self.values.get("person-kind") == CitizenKind.LEGAL:
            return IdType.CREDIT_CODE
        chosen = self.values.get("person-id-type", "")
        if chosen not in IdType.values or chosen == IdType.CREDIT_CODE:
            raise Refusal("id-type", "请选择证件类型。", "person-id-type")
        return chosen

    def _read_region(self) -> None:
        try:
            region = region_by_code(self.values.get("person-region", ""))
        except Unknown as unknown:
            raise Refusal("no-region", "请选择申请人所在的村（社区）。", "region") from unknown
        if region.level == "county":
            raise Refusal("no-region", "请选到乡镇或村（社区）。", "region")
        self.region = region

    def _check_materials(self) -> None:
        for material in self.item.materials:
            name = f"file-{material.order}"
            taken = self.values.get(f"taken-{material.order}", "none")
            if name in self.came.files and taken == "none":
                self.values[f"taken-{material.order}"] = taken = "upload"
            if taken == "upload" and name not in self.came.files and name not in self.errors:
                self.errors[name] = f"“{material.name}”选了上传，但没有文件；收的是纸质的，请改选“纸质”。"
            copies = self.values.get(f"copies-{material.order}", "")
            if copies and whole_number(copies) is None:
                self.errors[f"copies-{material.order}"] = f"“{material.name}”的份数应填写数字。"

    def _read_form(self, request: HttpRequest, actor: str) -> None:
        """The electronic form is taken in if anything was typed into it; else the paper form stands alone."""
        if self.form is None:
            return
        asked = definition(self.form)
        posted = filling.take(request, asked, by=actor, at=self.at)
        self.entries = posted.entries
        self.is_rearranged = self.is_rearranged or posted.is_rearranged
        if self.has_form:
            self.errors |= filling.check(asked, posted, by=actor, at=self.at).errors
        else:
            self.errors |= posted.upload_errors

    @property
    def has_form(self) -> bool:
        return any(_is_filled(entry) for entry in self.entries.values())

    def _note(self, refusal: Refusal) -> None:
        self.errors.setdefault(_PLACES.get(refusal.field or "", refusal.field or ""), refusal.sentence)

    # --- what it says ---

    def lines(self) -> list[Line]:
        return [
            Line(
                m,
                self.values.get(f"taken-{m.order}", "none"),
                self.values.get(f"copies-{m.order}", "") or str(max(m.originals + m.copies, 1)),
                self.values.get(f"checked-{m.order}") == "yes",
                self.values.get(f"remark-{m.order}", ""),
                self.came.files.get(f"file-{m.order}", []),
                self.errors.get(f"file-{m.order}", "") or self.errors.get(f"copies-{m.order}", ""),
            )
            for m in self.item.materials
        ]

    def marks(self) -> list[Mark]:
        """What was taken, as the action wants it: checked against the original, or taken as it is."""
        return [
            Mark(
                line.asked.order,
                "checked" if line.is_checked else "supplied",
                taken_as=TAKEN[line.taken],
                copies=int(line.copies),
                remark=line.remark,
            )
            for line in self.lines()
            if line.taken in TAKEN
        ]

    def window(self) -> ServiceWindow | None:
        number = whole_number(self.values.get("window", ""))
        return windows_of(self.by).filter(pk=number).first() if number is not None else None

    # --- on the way out ---

    def hand_in(self) -> Case:
        """Consent and case stand and fall together; a refusal goes beside its field and nothing is lost."""
        with transaction.atomic():
            return actions.receive_walk_in(
                self.version.item.code,
                self._person(),
                self.marks(),
                by=self.by,
                at=self.at,
                window=self.window(),
                form=(self.form, self.entries) if self.form is not None and self.has_form else None,
                attachments={
                    m.order: self.came.files[f"file-{m.order}"]
                    for m in self.item.materials
                    if f"file-{m.order}" in self.came.files
                },
                once=self.once,
            )

    def refused(self, refusal: Refusal) -> None:
        """Put what an action said beside the field it means."""
        self._note(refusal)

    def _person(self) -> WalkIn:
        if self.region is None:
            raise Refusal("no-region", "请选择申请人所在的村（社区）。", "region")
        return WalkIn(
            kind=self.values.get("person-kind", ""),
            name=self.values.get("person-name", ""),
            id_type=self._id_type(),
            id_number=self.values.get("person-id", ""),
            phone=self.values.get("person-phone", ""),
            region=self.region,
            address=self.values.get("person-address", ""),
            legal_representative=self.values.get("person-head", ""),
            delegation=self._consent(),
        )

    def _handled_by(self) -> str:
        return self.values.get("handled-by", "self")

    def _agent(self) -> User | Agent:
        """Who acts for the applicant: the clerk, a registered person, or who has no account by name and number."""
        if self._handled_by() == "clerk":
            return self.by.user
        number = self.values.get("agent-id", "")
        if not number:
            raise Refusal("no-agent", "请填写代办人的证件号码。", "agent-id")
        agent = citizen_by_id(number)
        if agent is not None:
            return agent.user
        try:
            number = read_id_number(IdType.RESIDENT, number, localdate(self.at))
        except Refusal as refusal:
            raise Refusal(refusal.code, refusal.sentence, "agent-id") from refusal
        name = self.values.get("agent-name", "")
        if not name:
            raise Refusal("no-agent-name", "代办人没有注册账户，请照身份证填写姓名。", "agent-name")
        return Agent(check_name(name, "agent-name"), number)

    def _consent(self) -> Delegation | None:
        """The standing consent for this item, or a new one recorded from the sheet."""
        if self._handled_by() == "self":
            return None
        agent, code = self._agent(), self.version.item.code
        number = self.values.get("person-id", "")
        known_by = agent if isinstance(agent, User) else agent.id_number
        standing = delegation_for(known_by, number, code, localdate(self.at))
        if standing is not None:
            return standing
        is_paper = self._handled_by() == "clerk" or self.values.get("consent-method") == ConsentMethod.PAPER
        evidence = self.came.files.get(EVIDENCE, [])
        return record_delegation(
            Principal(self.values.get("person-name", ""), number, self.values.get("person-phone", ""), self._id_type()),
            agent,
            method=ConsentMethod.PAPER if is_paper else ConsentMethod.WINDOW,
            valid_until=self._until(),
            by=self.by.user,
            at=self.at,
            item_code=code,
            evidence=evidence[0].token if evidence else "",
        )

    def _until(self) -> date:
        try:
            return date.fromisoformat(self.values.get("consent-until", ""))
        except ValueError as error:
            raise Refusal("consent-until", "委托期限应填写日期，例如 2026-11-23。", "valid_until") from error


def _is_filled(entry: Any) -> bool:
    if isinstance(entry, list):
        return any(_is_filled(each) for each in entry)
    return any(entry.values()) if isinstance(entry, dict) else bool(entry)
