"""One case from the first click or the counter to where its plan ends, act by act."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.timezone import localdate

from legalclock import Budget
from zhengtong.cases import actions, queries
from zhengtong.cases.actions import Mark
from zhengtong.cases.choices import DecisionKind, DeliveryMethod, RefusalGround, StepResult
from zhengtong.cases.models import Case, CaseStep
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.queries import item_for_public
from zhengtong.forms.queries import current_version
from zhengtong.org.actions import Principal, record_delegation
from zhengtong.org.choices import ConsentMethod
from zhengtong.org.models import Staff

from . import words
from .answers import answers
from .diary import Diary, Story
from .people import People, scan
from .plan import Plan

INSTANT = 3
"""Items promised within so many working days are carried through without leaving them overnight."""


class Course:
    """A plan being carried out; `also` takes the stories that spring from it."""

    also: Callable[[Story], None]

    def __init__(
        self, plan: Plan, diary: Diary, people: People, rng: random.Random, *, child: Case | None = None
    ) -> None:
        self.plan, self.ref = plan, child.ref if child else ""
        self.at = child.received_at if child else diary.begin(plan.began)
        self.is_over = False
        self._one_hand: Staff | None = None
        self._diary, self._people, self._rng = diary, people, rng

    def story(self) -> Story:
        arrival = () if self.ref else (self._arrive,)
        for part in (*arrival, self._intake, self._accept, self._review, self._decide, self._hand_over):
            yield from part()
            if self.is_over:
                return

    # --- what every part uses ---

    def _next(self, workdays: int = 0) -> datetime:
        if self._turns("at_once") and self.ref:
            self.at += timedelta(seconds=self._rng.randint(20, 50))
        else:
            self.at = self._diary.later(self.at, workdays)
        return self.at

    def _done(self, verb: str) -> bool:
        self.is_over = self.is_over or self.plan.stop == verb
        return self.is_over

    def _case(self) -> Case:
        return Case.objects.select_related("unit__region", "region", "version", "applicant_user").get(ref=self.ref)

    @cached_property
    def _item(self) -> Guide:
        """The guide the case points to, for life."""
        return queries.guide(Case.objects.values_list("version_id", flat=True).get(ref=self.ref))

    def _gap(self) -> int:
        """Working days until somebody takes the file up again."""
        promised = self._item.limits.promised
        return 0 if promised and promised.amount <= INSTANT else self._rng.choice((0, 1, 1))

    def _turns(self, name: str) -> bool:
        return name in self.plan.turns

    # --- 申请 ---

    def _arrive(self) -> Story:
        yield self.at
        if self.plan.way == "online":
            yield from self._apply_online()
        else:
            self._come_to_the_counter()
        self._done("submit")

    def _apply_online(self) -> Story:
        applicant = self._people.citizen(self.plan.who)
        user, delegation = applicant.user, None
        if self.plan.agent:
            user = self._people.citizen(self.plan.agent).user
            principal = Principal(applicant.name, applicant.id_number, applicant.phone)
            until = localdate(self.at) + timedelta(days=180)
            delegation = record_delegation(
                principal, user, method=ConsentMethod.ONLINE, valid_until=until, by=applicant.user, at=self.at
            )
            yield self._next()
        draft = actions.start_draft(self.plan.item, by=user, at=self.at, delegation=delegation)
        token, item = draft.draft_token, queries.guide(draft.version_id)
        yield self._next()
        if item.form:
            entries = answers(item.form, self.plan.item, applicant)
            form = current_version(item.form)
            actions.save_draft(token, form_version=form, values=entries, by=user, at=self.at)
        online_form = queries.filled_online(item)
        for material in item.materials:
            is_wanted = material.need == "required" or (material.need == "deferrable" and not self._turns("defer"))
            if is_wanted and material is not online_form:
                file = scan(material.name, by=f"citizen:{user.pk}", at=self.at)
                actions.attach_material(token, material.order, file, by=user, at=self.at)
        yield self._next()
        self.ref = actions.submit_application(token, by=user, at=self.at).ref

    def _come_to_the_counter(self) -> None:
        person = self._people.walk_in(self.plan.who)
        version = item_for_public(self.plan.item)
        item = queries.guide(version.pk)
        by = self._collector(version.item.unit.code)
        marks = [
            Mark(m.order, "checked", copies=1)
            for m in item.materials
            if m.need == "required" or (m.need == "deferrable" and not self._turns("defer"))
        ]
        copied = next((m for m in item.materials if "身份证" in m.name), None)
        files = {}
        if copied is not None:
            files[copied.order] = [scan(copied.name, by=f"staff:{by.code}", at=self.at, trust="B")]
        self.ref = actions.receive_walk_in(
            self.plan.item,
            person,
            marks,
            by=by,
            at=self.at,
            window=self._people.window_of(by, version.item.unit),
            attachments=files,
        ).ref

    def _collector(self, unit: str) -> Staff:
        if self.plan.way != "window":
            return self._people.staff(self.plan.way)
        return self._people.staff(self._rng.choice((f"{unit.lower()}-clerk", "xiaoli")))

    # --- 收件到受理 ---

    def _intake(self) -> Story:
        case = self._case()
        clerk = self._people.clerk_of(case.unit)
        if case.state == "submitted":
            yield self._next(4 if self._turns("late_intake") else self._rng.choice((0, 1)))
            if self._turns("pre_reject"):
                actions.pre_reject(self.ref, reason=words.PRE_REJECTION, by=clerk, at=self.at)
                self.is_over = True
                return
            actions.receive_case(self.ref, by=clerk, at=self.at)
        if self._done("receive"):
            return
        if self._turns("refuse"):
            yield self._next(1)
            ground = RefusalGround.NOT_COMPETENT
            actions.refuse_acceptance(
                self.ref, ground=ground, reason=words.REFUSAL, send_to=words.COMPETENT, by=clerk, at=self.at
            )
            self.is_over = True
        elif self._turns("return"):
            yield self._next()
            actions.return_case(self.ref, reason=words.RETURN, by=clerk, at=self.at)
            self.is_over = True
        elif self._turns("correct"):
            yield from self._correct(clerk)

    def _correct(self, clerk: Staff) -> Story:
        yield self._next(1)
        material = self._case().materials.filter(need="required").last()
        told = [{"material": material.name, "problem": words.PROBLEM}]
        actions.request_correction(self.ref, told, reply=Budget.parse("10wd"), by=clerk, at=self.at)
        if self._done("correct"):
            return
        yield self._next(3)
        user = self._case().applicant_user
        if user is None:
            actions.supply_correction(self.ref, {}, at=self.at, window=clerk, on_paper=[material.order])
        else:
            file = scan(f"{material.name}（补正）", by=f"citizen:{user.pk}", at=self.at)
            actions.supply_correction(self.ref, {material.order: [file]}, at=self.at, by=user)

    def _accept(self) -> Story:
        case = self._case()
        clerk = self._people.reviewer_of(case) if self._turns("one_hand") else self._people.clerk_of(case.unit)
        self._one_hand = clerk
        yield self._next()
        waiting = [m for m in case.materials.all() if m.state != "checked" and self._is_there(m.need)]
        if waiting:
            marks = [Mark(m.order, "checked", taken_as=m.taken_as or "1", copies=1) for m in waiting]
            actions.check_materials(self.ref, marks, by=clerk, at=self.at)
            yield self._next()
        if self._turns("withdraw"):
            actions.withdraw_case(self.ref, reason=words.WITHDRAWAL, by=case.applicant_user, at=self.at)
            self.is_over = True
            return
        actions.accept_case(self.ref, by=clerk, at=self.at, with_deferral=self._turns("defer"))
        if self._turns("fee"):
            yield self._next()
            self._pay(clerk)
        self._done("accept")

    def _is_there(self, need: str) -> bool:
        return need == "required" or (need == "deferrable" and not self._turns("defer"))

    def _pay(self, clerk: Staff) -> None:
        fee = next(f for f in self._item.fees if f.amount)
        number = f"赣财〔2026〕{self._rng.randint(10**7, 10**8)}"
        actions.record_fee(self.ref, name=fee.name, amount=str(fee.amount), receipt_number=number, by=clerk, at=self.at)

    # --- 审查 ---

    def _review(self) -> Story:
        yield from self._before_review()
        is_first = True
        while not self.is_over and (step := self._open_step()) and step.kind != "decide":
            yield self._next(self.plan.slow if is_first and self.plan.slow else self._gap())
            by = self._hand(step)
            if is_first and self._turns("assign"):
                actions.assign_step(self.ref, to=by, by=by, at=self.at, step_id=step.pk)
                yield self._next()
            opinion = self._rng.choice(words.OPINIONS[step.kind if step.kind in words.OPINIONS else "review"])
            actions.complete_step(
                self.ref, result=StepResult.APPROVED, opinion=opinion, by=by, at=self.at, step_id=step.pk
            )
            if is_first:
                is_first = False
                yield from self._on_the_way()
                self._done("step")
        self._done("review")

    def _hand(self, step: CaseStep) -> Staff:
        """Whoever serves in the post of the step; `one_hand`: the very person who accepted."""
        return self._one_hand if self._turns("one_hand") else self._people.holder_of(step.post, step.unit)

    def _open_step(self) -> CaseStep | None:
        steps = CaseStep.objects.select_related("unit__region").filter(case__ref=self.ref, state="open")
        return steps.order_by("order", "pk").first()

    def _before_review(self) -> Story:
        case = self._case()
        if self._turns("joint"):
            yield self._next()
            children = actions.open_joint(self.ref, self.plan.children, by=self._people.clerk_of(case.unit), at=self.at)
            for child in children:
                plan = Plan(child.item_code, self.plan.who, self.plan.began, stop="finish")
                course = Course(plan, self._diary, self._people, self._rng, child=child)
                self.also(course.story())
        if self._turns("suspend"):
            yield from self._suspend(case)

    def _suspend(self, case: Case) -> Story:
        yield self._next(1)
        by = self._people.reviewer_of(case)
        procedure = self._item.special_procedures[0]
        actions.suspend_case(
            self.ref,
            ground=procedure.ground,
            days=procedure.limit.amount,
            reason=words.PROCEDURE[procedure.ground],
            by=by,
            at=self.at,
        )
        if self._done("suspend"):
            return
        yield self._next(procedure.limit.amount + (6 if self._turns("overstay") else -3))
        actions.resume_case(self.ref, result="专家组一致同意，评审意见已归入案卷。", by=by, at=self.at)

    def _on_the_way(self) -> Story:
        """What befalls a case under review, after its first step."""
        case = self._case()
        reviewer = self._people.reviewer_of(case)
        if self._turns("void"):
            yield self._next()
            leader = self._people.holder_of("leader", case.unit)
            actions.void_case(self.ref, reason=words.VOIDING, by=leader, at=self.at)
            self.is_over = True
        elif self._turns("transfer"):
            yield self._next(1)
            actions.transfer_case(self.ref, to=words.HIGHER, reason=words.TRANSFER, by=reviewer, at=self.at)
            self.is_over = True
        elif self._turns("step_back"):
            yield self._next(1)
            step = self._open_step()
            actions.return_step(
                self.ref, reason=words.STEP_BACK, by=self._people.holder_of(step.post, step.unit), at=self.at
            )
        elif self._turns("extend"):
            yield from self._extend(case, reviewer)

    def _extend(self, case: Case, reviewer: Staff) -> Story:
        yield self._next(2)
        actions.request_extension(self.ref, budget=Budget.parse("5wd"), reason=words.EXTENSION, by=reviewer, at=self.at)
        if self._done("request_extension"):
            return
        yield self._next()
        leader = self._people.holder_of("leader", case.unit)
        actions.answer_extension(self.ref, approve=True, answer="同意", by=leader, at=self.at)

    # --- 决定到送达 ---

    def _decide(self) -> Story:
        if self._turns("supply"):
            yield self._next()
            clerk = self._people.clerk_of(self._case().unit)
            for material in self._case().materials.filter(state="deferred"):
                actions.supply_deferred(self.ref, material.order, by=clerk, at=self.at, on_paper=True)
        yield self._next(self._gap())
        while self._case().children.filter(ended_at=None, finished_at=None).exists():
            yield self._next(1)
        step = self._open_step()
        by = self._hand(step)
        if self._turns("deny"):
            actions.decide_case(
                self.ref,
                kind=DecisionKind.DENIED,
                opinion="不符合法定条件，不予批准。",
                reasons=words.DENIAL,
                basis=words.DENIAL_BASIS,
                by=by,
                at=self.at,
            )
        else:
            opinion = self._rng.choice(words.OPINIONS["decide"])
            actions.decide_case(self.ref, kind=DecisionKind.GRANTED, opinion=opinion, by=by, at=self.at)
        self._done("decide")

    def _hand_over(self) -> Story:
        case = self._case()
        reviewer = self._people.reviewer_of(case)
        if case.state == "granted" and any(r.type == "certificate" for r in self._item.results):
            yield self._next(self._gap())
            self._certify(reviewer, is_licence=self._item.kind == "license")
            if self._done("issue_certificate"):
                return
        yield self._next()
        summary = words.DENIED if case.state == "denied" else self._rng.choice(words.SUMMARIES)
        actions.finish_case(self.ref, summary=summary, by=reviewer, at=self.at)
        if self._done("finish"):
            return
        yield self._next(self.plan.kept)
        clerk = self._people.clerk_of(case.unit)
        actions.deliver_case(self.ref, method=DeliveryMethod.WINDOW, receiver=case.applicant_name, by=clerk, at=self.at)
        yield from self._afterwards(case, reviewer)

    def _certify(self, by: Staff, *, is_licence: bool) -> None:
        today = localdate(self.at)
        until = today.replace(year=today.year + 5, day=min(today.day, 28)) if is_licence else None
        number = f"{self.plan.item.replace('-', '')}{today:%Y%m%d}{self._rng.randint(100, 999)}"
        actions.issue_certificate(self.ref, number=number, valid_from=today, valid_to=until, by=by, at=self.at)

    def _afterwards(self, case: Case, reviewer: Staff) -> Iterator[datetime]:
        if self.plan.rating and case.applicant_user is not None:
            self.at = self._diary.evening(self.at)
            yield self.at
            text = words.RATINGS[self.plan.rating]
            actions.rate_case(self.ref, satisfaction=self.plan.rating, by=case.applicant_user, at=self.at, text=text)
        if self.plan.stop == "archive":
            yield self._next(2)
            actions.archive_case(self.ref, by=reviewer, at=self.at)
