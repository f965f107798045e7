"""What pages and the watch read of the rules: who sees which, their versions, and the rulebook in force."""

import functools
import json
from datetime import date

from django.db.models import Prefetch, QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.holding import held
from zhengtong.org.choices import Permission, RegionLevel
from zhengtong.org.models import Staff
from zhengtong.org.queries import current_regions

from .choices import Authority, VersionState
from .models import Rule, RuleVersion
from .rules.rule import Content, Rulebook, RuleSpec, VersionedRule, parse

HELD = 2
"""Seconds for which the rulebook is kept in a process: a new approval is applied after that."""

OPEN = (VersionState.DRAFT, VersionState.SUBMITTED)


# --- who sees what ---


def holds_county_wide(staff: Staff, permission: str) -> bool:
    """Rules bind the whole county: a permission limited to one unit or township does not reach them."""
    county = current_regions().filter(level=RegionLevel.COUNTY).first()
    return county is not None and staff.may(permission, region=county)


def sees_drafts(staff: Staff) -> bool:
    return holds_county_wide(staff, Permission.RULE_EDIT) or holds_county_wide(staff, Permission.RULE_APPROVE)


def rules_visible_to(staff: Staff) -> QuerySet[Rule]:
    """Every supervisor may read by which rules is judged; a rule that is only a draft, only those who make rules."""
    if not staff.may(Permission.SUPERVISION_VIEW):
        return Rule.objects.none()
    rules = Rule.objects.order_by("code")
    if sees_drafts(staff):
        return rules
    return rules.filter(pk__in=RuleVersion.objects.filter(state=VersionState.APPROVED).values("rule"))


def rule_for(staff: Staff, code: str) -> Rule:
    rule = rules_visible_to(staff).filter(code=code).first()
    if rule is None:
        raise Unknown("没有找到这条规则。")
    return rule


def versions_visible_to(staff: Staff) -> QuerySet[RuleVersion]:
    """Versions of the rules one may see; drafts and abandoned ones only for those who make rules."""
    versions = RuleVersion.objects.filter(rule__in=rules_visible_to(staff)).select_related("rule")
    return versions if sees_drafts(staff) else versions.filter(state=VersionState.APPROVED)


def versions_of(staff: Staff, rule: Rule) -> list[RuleVersion]:
    """Newest first."""
    return list(versions_visible_to(staff).filter(rule=rule).order_by("-number"))


def listed(staff: Staff) -> QuerySet[Rule]:
    """Rules with the versions this person may see, newest first, as `rule.seen`."""
    versions = versions_visible_to(staff).order_by("-number")
    return rules_visible_to(staff).prefetch_related(Prefetch("versions", versions, to_attr="seen"))


def waiting_for(staff: Staff) -> QuerySet[RuleVersion]:
    """待审批: submitted versions that this person may approve, never their own."""
    if not holds_county_wide(staff, Permission.RULE_APPROVE):
        return RuleVersion.objects.none()
    submitted = RuleVersion.objects.filter(state=VersionState.SUBMITTED).exclude(drafted_by=f"staff:{staff.code}")
    return submitted.select_related("rule").order_by("submitted_at")


def may_change(staff: Staff, rule: Rule) -> bool:
    """分级授权: the county changes its own rules alone."""
    return rule.authority == Authority.COUNTY and holds_county_wide(staff, Permission.RULE_EDIT)


def open_version(rule: Rule) -> RuleVersion | None:
    """The one change under way, if any."""
    return rule.versions.filter(state__in=OPEN).first()


def version_in_force(versions: list[RuleVersion], day: date) -> RuleVersion | None:
    """Of these versions of one rule, the one that says what holds on the day (it may say: switched off)."""
    begun = [
        version
        for version in versions
        if version.state == VersionState.APPROVED and version.effective_on is not None and version.effective_on <= day
    ]
    return max(begun, key=lambda version: version.number, default=None)


# --- the rulebook ---


def spec_of(version: RuleVersion) -> RuleSpec:
    return _parsed(json.dumps(version.spec, ensure_ascii=False, sort_keys=True))


@functools.lru_cache(maxsize=1024)
def _parsed(text: str) -> RuleSpec:
    return parse(json.loads(text))


def content_of(version: RuleVersion) -> Content:
    return Content(version.name, spec_of(version), version.is_enabled, version.effective_on)


def versioned(version: RuleVersion) -> VersionedRule:
    """A version, draft or approved, as the pure rules take it; a draft without a date is in force from the first day."""
    return VersionedRule(
        code=version.rule.code,
        family=version.rule.family,
        authority=version.rule.authority,
        version=version.number,
        name=version.name,
        spec=spec_of(version),
        effective_on=version.effective_on or date.min,
        is_enabled=version.is_enabled,
    )


@held(seconds=HELD)
def rulebook() -> Rulebook:
    """规则库 — every approved version with the days it is in force. `number` is how many were ever approved."""
    approved = list(RuleVersion.objects.filter(state=VersionState.APPROVED).select_related("rule"))
    return Rulebook.of(len(approved), [versioned(version) for version in approved])
