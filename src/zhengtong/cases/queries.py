"""What pages and other rooms may read of cases. Visibility is a queryset; nobody filters by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from zhengtong.catalog.choices import MaterialType
from zhengtong.catalog.guide import Guide, Material
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import item_for_public
from zhengtong.catalog.rules import Change as ItemChange
from zhengtong.catalog.rules import diff
from zhengtong.forms.queries import current_version, definition
from zhengtong.forms.rules import Change as FormChange
from zhengtong.forms.rules import compare
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import UnitKind
from zhengtong.org.models import Delegation, Region, Staff, Unit, User
from zhengtong.org.queries import id_index, reach, staff_of

from . import rules
from .choices import Satisfaction
from .models import Case, CaseMaterial, CaseStep


@lru_cache(maxsize=1024)
def guide(version_id: int) -> Guide:
    """The guide of a version that a case points to; it was published, so it never changes."""
    return Guide.of(ItemVersion.objects.only("content").get(pk=version_id).content)


# --- who may see what ---


def visible_to(user: User) -> QuerySet[Case]:
    """Every case this account may know of: staff by role × place and by the steps at their unit; the public their own."""
    staff = staff_of(user)
    if staff is not None:
        return Case.objects.filter(_seen_by(staff)).exclude(state="draft")
    return Case.objects.filter(Q(applicant_user=user) | Q(delegation__agent=user, delegation__revoked_at__isnull=True))


def _seen_by(staff: Staff) -> Q:
    """Cases within one's place, and those whose file has come to a step there; a step yet to come shows nothing."""
    step_here = CaseStep.objects.filter(
        reach(staff, "case.view", unit="unit", region="case__region"), case=OuterRef("pk"), opened_at__isnull=False
    )
    return reach(staff, "case.view") | Exists(step_here)


def may_see(staff: Staff, case: Case) -> bool:
    """The same question for one case in hand."""
    if staff.may("case.view", unit=case.unit, region=case.region):
        return True
    return may_see_steps(staff, case, CaseStep.objects.filter(case=case).select_related("unit"))


def may_see_steps(staff: Staff, case: Case, steps: Iterable[CaseStep]) -> bool:
    """Whether the file has come to a step within this person's reach."""
    return any(
        step.opened_at is not None and staff.may("case.view", unit=step.unit, region=case.region) for step in steps
    )


def acts_for(user: User, case: Case, at: datetime) -> bool:
    """Whether the account is the applicant or acts for them by a delegation that stands at this moment."""
    if case.applicant_user_id == user.pk:
        return True
    delegation = case.delegation
    return (
        delegation is not None
        and delegation.agent_id == user.pk
        and delegation.revoked_at is None
        and localdate(at) <= delegation.valid_until
    )


def case_for(user: User, ref: str) -> Case:
    """One case by its number; Unknown if it is not there or not theirs to know."""
    case = (
        visible_to(user)
        .select_related(
            "unit", "region", "version", "clock", "handling_clock", "holder", "parent", "delegation", "window"
        )
        .filter(ref=ref)
        .first()
    )
    if case is None:
        raise Unknown("没有找到这个办件。")
    return case


def draft_for(user: User, token: str) -> Case:
    """A draft by its token, for whoever began it: a principal sees what an agent prepares once it is handed in."""
    draft = (
        drafts_of(user)
        .select_related("version__item__unit", "answer__version__form", "delegation")
        .filter(draft_token=token)
        .first()
    )
    if draft is None:
        raise Unknown("没有找到这份草稿，可能已经提交或删除。")
    return draft


def handed_in(user: User, token: str) -> Case | None:
    """The case that this account's draft became, if it was handed in."""
    return Case.objects.filter(draft_token=token, submitted_by=f"citizen:{user.pk}").exclude(state="draft").first()


def drafts_of(user: User) -> QuerySet[Case]:
    """What this account began and has not handed in, newest first."""
    return (
        Case.objects.filter(state="draft", submitted_by=f"citizen:{user.pk}")
        .select_related("version", "unit", "region")
        .order_by("-created_at")
    )


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What was published anew while a draft lay: of the guide, and of the form."""

    item: tuple[ItemChange, ...]
    form: tuple[FormChange, ...]


def changes_since(draft: Case) -> DraftChanges | None:
    """What a draft has fallen behind, or None: it must be brought up to date before it can be handed in."""
    current = item_for_public(draft.item_code)
    item = tuple(diff(guide_content(draft.version_id), current.content)) if current.pk != draft.version_id else ()
    code = guide(current.pk).form
    form: tuple[FormChange, ...] = ()
    is_old_form = False
    if code and draft.answer is not None:
        newest = current_version(code)
        is_old_form = newest.pk != draft.answer.version_id
        form = compare(definition(draft.answer.version), definition(newest)) if is_old_form else ()
    if current.pk == draft.version_id and not is_old_form:
        return None
    return DraftChanges(item, form)


def guide_content(version_id: int) -> dict[str, object]:
    """The document of a version, as the comparison of two versions takes it."""
    return ItemVersion.objects.only("content").get(pk=version_id).content


def receives_for(staff: Staff, unit: Unit, region: Region) -> bool:
    """Whether this person receives for the unit itself; who may not may still collect for it (代收).

    The county hall's windows receive for every department, a township's for the township alone.
    """
    if not staff.may("case.receive", unit=unit, region=region):
        return False
    return staff.unit.kind != UnitKind.TOWNSHIP or unit.path.startswith(staff.unit.path)


# --- lists ---


def cases_of_citizen(user: User) -> QuerySet[Case]:
    """我的办件, newest first; drafts stand in `drafts_of`."""
    return (
        visible_to(user)
        .exclude(state="draft")
        .select_related("unit", "version", "clock")
        .defer("version__content", "version__search_text")
        .order_by("-submitted_at", "-pk")
    )


def inbox(staff: Staff, scope: str) -> QuerySet[Case]:
    """收件箱: `mine` (on my desk), `unit` (my unit's), `all` (all I may see); open cases, what is due first comes first."""
    open_cases = Case.objects.filter(ended_at__isnull=True).exclude(state="draft")
    if scope == "mine":
        found = open_cases.filter(on_desk_of(staff))
    elif scope == "unit":
        step_here = CaseStep.objects.filter(case=OuterRef("pk"), state="open", unit_id=staff.unit_id)
        found = open_cases.filter(_seen_by(staff)).filter(Q(unit_id=staff.unit_id) | Exists(step_here))
    else:
        found = open_cases.filter(_seen_by(staff))
    return (
        found.select_related("unit", "version", "clock", "holder", "region")
        .defer("version__content", "version__search_text")
        .order_by("due_at", "id")
    )


def received_by(staff: Staff) -> QuerySet[Case]:
    """What this person took in at a counter, newest first."""
    return Case.objects.filter(submitted_by=f"staff:{staff.code}").defer("version__content").order_by("-created_at")


def on_desk_of(staff: Staff) -> Q:
    """Steps assigned to me, open steps of a post I hold, and what waits at my window."""
    posts = Q(pk__in=[])
    for post in staff.posts:
        posts |= Q(post=post) & reach(staff, f"post:{post}", unit="unit", region="case__region")
    step = CaseStep.objects.filter(case=OuterRef("pk"), state="open").filter(
        Q(assignee=staff) | (Q(assignee__isnull=True) & posts)
    )
    waiting = Q(state__in=["submitted", "received"]) & reach(staff, "case.accept")
    finishing = Q(state__in=["granted", "denied", "certifying"]) & reach(staff, "case.finish")
    handing_over = Q(state="finished") & reach(staff, "case.deliver")
    extensions = Q(extensions__state="requested") & reach(staff, "case.approve_extension")
    return Exists(step) | Q(holder=staff) | waiting | finishing | handing_over | extensions


def search(user: User, text: str) -> QuerySet[Case]:
    """By 办件编号, by full ID number (through the blind index), or by the beginning of the applicant's name."""
    wanted = text.strip()
    return (
        visible_to(user)
        .filter(Q(ref=wanted.upper()) | Q(applicant_id_index=id_index(wanted)) | Q(applicant_name__startswith=wanted))
        .select_related("unit", "version", "clock", "holder", "region")
        .defer("version__content", "version__search_text")
        .order_by("-created_at")
    )


def countable() -> QuerySet[Case]:
    """For statistics: a joint matter is one case, its children are never counted again."""
    return Case.objects.filter(parent__isnull=True).exclude(state="draft")


def public_results(item_code: str) -> QuerySet[Case]:
    """结果反馈: finished cases of an item, for a public list with masked names (行政许可法 第四十条)."""
    return (
        Case.objects.filter(item_code=item_code, finished_at__isnull=False, parent__isnull=True)
        .select_related("unit", "version", "decision")
        .defer("version__content", "version__search_text")
        .order_by("-finished_at")
    )


def finished_since(day: datetime) -> QuerySet[Case]:
    """What the county has finished since a moment, newest first; a joint matter is one case."""
    return (
        countable()
        .filter(finished_at__gte=day)
        .select_related("unit", "version", "decision")
        .defer("version__content", "version__search_text")
        .order_by("-finished_at")
    )


@dataclass(frozen=True, slots=True)
class Ratings:
    """好差评 of some finished cases: label and number of each grade; whoever did not rate is never counted as praise."""

    rows: tuple[tuple[str, int], ...]
    unrated: int

    @property
    def rated(self) -> int:
        return sum(number for _, number in self.rows)


def ratings_of(finished: QuerySet[Case]) -> Ratings:
    """How finished cases were rated."""
    rows = finished.order_by().values_list("rating__satisfaction").annotate(number=Count("pk"))
    counts = {level or "": number for level, number in rows}
    return Ratings(
        tuple((label, counts.get(value, 0)) for value, label in Satisfaction.choices), unrated=counts.get("", 0)
    )


def by_query_code(ref: str, code: str) -> Case:
    """Public progress by 办件编号 and 查询密码; a wrong pair is answered like a case that does not exist."""
    return _public(Q(ref=ref, query_code=code))


def by_id_number(ref: str, id_number: str) -> Case:
    """结果反馈 by 办件编号 and 证件号码 (工信部联信〔2011〕455号)."""
    return _public(Q(ref=ref, applicant_id_index=id_index(id_number)))


def _public(match: Q) -> Case:
    case = (
        Case.objects.select_related("unit", "version", "clock", "handling_clock", "region")
        .defer("version__content", "version__search_text")
        .exclude(state="draft")
        .filter(match)
        .first()
    )
    if case is None:
        raise Unknown("没有找到对应的办件，请核对办件编号和查询密码（或证件号码）。")
    return case


# --- one case ---


def supplied(materials: Iterable[CaseMaterial]) -> list[rules.Supplied]:
    """The rows as values for the rules; attachments should be prefetched."""
    return [
        rules.Supplied(m.order, m.name, m.need, m.state, has_file=bool(m.attachments.all()), on_paper=m.taken_as == "1")
        for m in materials
    ]


def supplied_of(case: Case) -> list[rules.Supplied]:
    """The materials of one case as values, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT m."order", m.name, m.need, m.state, '
            "EXISTS (SELECT FROM cases_casematerial_attachments a WHERE a.casematerial_id = m.id), m.taken_as = '1' "
            'FROM cases_casematerial m WHERE m.case_id = %s ORDER BY m."order"',
            [case.pk],
        )
        return [rules.Supplied(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """What may still hang on a case when it is decided: materials promised, children open, an extension unanswered.

    `suspended_days`: working days told to the applicant for special procedures, summed.
    """

    deferred: tuple[str, ...]
    children: int
    extension_waits: bool
    suspended_days: int


def loose_ends(case: Case) -> LooseEnds:
    """In one question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ARRAY(SELECT name FROM cases_casematerial WHERE case_id = %(pk)s AND state = 'deferred' "
            'ORDER BY "order"), '
            "(SELECT count(*) FROM cases_case WHERE parent_id = %(pk)s AND ended_at IS NULL AND finished_at IS NULL), "
            "EXISTS (SELECT FROM cases_extensionrequest WHERE case_id = %(pk)s AND state = 'requested'), "
            "(SELECT coalesce(sum(days), 0) FROM cases_specialprocedure WHERE case_id = %(pk)s)",
            {"pk": case.pk},
        )
        deferred, children, waits, days = cursor.fetchone()
    return LooseEnds(tuple(deferred), children, waits, days)


def filled_online(item: Guide) -> Material | None:
    """The application form among the materials: what is filled in on the page stands for it."""
    if item.form is None:
        return None
    return next((m for m in item.materials if m.blank_form and m.type == MaterialType.FORM), None)


def missing_for_submission(draft: Case) -> list[rules.Supplied]:
    """Main materials a draft still lacks; the application form is there once it is filled in on the page."""
    form = filled_online(guide(draft.version_id)) if draft.answer_id else None
    rows = supplied(draft.materials.prefetch_related("attachments"))
    return [m for m in rules.missing_materials(rows) if m.need == "required" and not (form and m.order == form.order)]


def step_views(steps: Iterable[CaseStep]) -> list[rules.StepView]:
    return [rules.StepView(s.pk, s.order, s.kind, s.state, s.name) for s in steps]


@dataclass(frozen=True, slots=True)
class NextActs:
    """What this person may lawfully do with this case now."""

    verbs: frozenset[str]
    steps: tuple[CaseStep, ...]

    def __contains__(self, verb: str) -> bool:
        return verb in self.verbs


_PERMISSION_OF = {
    "receive": "case.receive",
    "pre_reject": "case.receive",
    "check_materials": "case.receive",
    "request_correction": "case.correct",
    "accept": "case.accept",
    "refuse_acceptance": "case.refuse",
    "return": "case.refuse",
    "suspend": "case.suspend",
    "resume": "case.suspend",
    "request_extension": "case.extend",
    "answer_extension": "case.approve_extension",
    "open_joint": "case.accept",
    "record_fee": "case.receive",
    "issue_certificate": "case.finish",
    "finish": "case.finish",
    "deliver": "case.deliver",
    "archive": "case.finish",
    "void": "case.void",
    "transfer": "case.transfer",
    "supply_deferred": "case.receive",
    "supply_correction": "case.receive",
}


def next_acts(staff: Staff, case: Case) -> NextActs:
    """The verbs the state allows, this person's posts allow, and the case's own facts leave open."""
    lawful = rules.lawful_verbs(case.state)
    verbs = {
        verb
        for verb, permission in _PERMISSION_OF.items()
        if verb in lawful and staff.may(permission, unit=case.unit, region=case.region)
    }
    steps = tuple(
        step
        for step in CaseStep.objects.filter(case=case, state="open").select_related("unit", "assignee")
        if step.assignee_id in (None, staff.pk) and staff.holds(step.post, unit=step.unit, region=case.region)
    )
    if case.state in rules.UNDER_REVIEW and steps:
        verbs.add("assign_step")
        verbs.update({"decide"} if steps[0].kind == "decide" else {"complete_step"})
        if CaseStep.objects.filter(case=case, order__lt=steps[0].order, state="done").exists():
            verbs.add("return_step")
    item = guide(case.version_id)
    if not item.special_procedures:
        verbs.discard("suspend")
    if item.limits.extension is None or case.extensions.exclude(state="refused").exists():
        verbs.discard("request_extension")
    if not case.extensions.filter(state="requested").exists():
        verbs.discard("answer_extension")
    if hasattr(case, "correction"):
        verbs.discard("request_correction")
    if not item.fees:
        verbs.discard("record_fee")
    if not case.materials.filter(state="deferred").exists():
        verbs.discard("supply_deferred")
    if case.state == "granted" and not any(r.type == "certificate" for r in item.results):
        verbs.discard("issue_certificate")
    if case.state == "granted" and "issue_certificate" in verbs:
        verbs.discard("finish")
    if case.parent_id is not None:
        verbs -= {"open_joint"}
    return NextActs(frozenset(verbs), steps)


def delegation_covers(delegation: Delegation, item_code: str, at: datetime) -> bool:
    """Whether a recorded consent stands for this item on this day."""
    return (
        delegation.revoked_at is None
        and localdate(at) <= delegation.valid_until
        and delegation.item_code in ("", item_code)
    )
