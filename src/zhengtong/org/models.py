from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from zhengtong.foundation.fields import EncryptedTextField

from . import rules
from .choices import CitizenKind, ConsentMethod, RegionLevel, StationLevel, UnitKind, UserKind


class Region(models.Model):
    """区划 — a county, township or village with its 12-digit statistical code, valid from a day to a day."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=RegionLevel)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=60, help_text="codes from the county down, each followed by a slash")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], nulls_distinct=False, name="region_code_from")
        ]
        indexes = [models.Index(fields=["path"], name="region_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    def paths(self) -> tuple[str, ...]:
        """Its own path and those of every region it took over from: old matters stay within the same hands."""
        return tuple(dict.fromkeys([self.path, *(path for old in self.predecessors.all() for path in old.paths())]))


class Unit(models.Model):
    """单位 — a department, a township government, or another body that owns items or people."""

    code = models.CharField(max_length=20, unique=True)
    number = models.CharField(max_length=3, unique=True, help_text="三位单位序号, part of every 办件编号")
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=UnitKind)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, help_text="codes from the root down, each followed by a slash")
    credit_code = models.CharField(max_length=18, blank=True)
    former = models.JSONField(default=list, help_text='[{"name": …, "code": …, "until": …}]')
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="absorbed")
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=120, blank=True)
    owns_items = models.BooleanField(default=True)
    handles = ArrayField(models.CharField(max_length=40), default=list, help_text="plain words of its business")
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.short_name

    def paths(self) -> tuple[str, ...]:
        """Its own path and those of every unit merged into it: the successor answers for the old matters."""
        return (self.path, *(path for old in self.absorbed.all() for path in old.paths()))


class Station(models.Model):
    """便民服务站 — a place with windows: the county hall, a township centre, a village station."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=10, choices=StationLevel)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="stations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stations")
    address = models.CharField(max_length=120)
    hours = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    devices = ArrayField(models.CharField(max_length=20), default=list)

    def __str__(self) -> str:
        return self.name


class ServiceWindow(models.Model):
    """窗口 — a counter of a station and the units it receives for."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="windows")
    number = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    units = models.ManyToManyField(Unit, related_name="windows")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "number"], condition=Q(closed_on=None), name="window_number")
        ]

    def __str__(self) -> str:
        return f"{self.station} {self.number}号窗口"


class User(AbstractUser):
    """账户 — one store for staff, editors and the public (A2); who the person is stands in Staff or Citizen."""

    kind = models.CharField(max_length=10, choices=UserKind, default=UserKind.CITIZEN)
    failed_logins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    password_changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.username


class LookupFailure(models.Model):
    """查询失败计数 — failed look-ups of one number, or from one address, since the first of them; kept under a blind index."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} × {self.count}"


class Role(models.Model):
    """角色 — what one may do: a named set of permissions."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    permissions = ArrayField(models.CharField(max_length=40))

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """工作人员 — an official, a window clerk, a village agent."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="staff")
    station = models.ForeignKey(Station, null=True, on_delete=models.PROTECT, related_name="staff")
    title = models.CharField(max_length=40, blank=True)
    phone = EncryptedTextField(blank=True)
    left_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def grants(self) -> tuple[rules.Grant, ...]:
        """What × where, read once; nothing for whoever has left."""
        if self.left_on is not None:
            return ()
        return tuple(
            rules.Grant(
                frozenset(assignment.role.permissions) | {f"post:{assignment.role.code}"},
                assignment.unit.paths() if assignment.unit else None,
                assignment.region.paths() if assignment.region else None,
            )
            for assignment in self.assignments.select_related("role", "unit", "region").prefetch_related(
                "unit__absorbed", "region__predecessors"
            )
        )

    def may(self, permission: str, *, unit: Unit | None = None, region: Region | None = None) -> bool:
        """Whether this person holds `permission` (`choices.Permission`) for a thing of `unit` in `region`.

        A thing without a region of its own stands where its unit stands. Neither named: held anywhere at all, which is
        a question for menus and not for things.
        """
        if unit is None and region is None:
            return rules.may_somewhere(self.grants, permission)
        place = region or (unit.region if unit else None)
        return rules.may(self.grants, permission, unit.path if unit else None, place.path if place else None)

    @property
    def posts(self) -> frozenset[str]:
        """The role codes this person holds anywhere; a post is held like a permission named `post:<role code>`."""
        held = frozenset[str]().union(*(grant.permissions for grant in self.grants))
        return frozenset(name.removeprefix("post:") for name in held if name.startswith("post:"))

    def holds(self, post: str, *, unit: Unit, region: Region) -> bool:
        """Whether this person serves in `post` (a role code) for `unit` in `region`."""
        return self.may(f"post:{post}", unit=unit, region=region)


class Assignment(models.Model):
    """任职 — what (role) × where (unit and region subtree); both axes must hold, an empty axis means no limit on it."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="assignments")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "unit", "region"], nulls_distinct=False, name="assignment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.role}"


class Citizen(models.Model):
    """公众账户 — a natural or legal person who deals with the county."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="citizen")
    kind = models.CharField(max_length=10, choices=CitizenKind)
    name = models.CharField(max_length=80)
    id_type = models.CharField(max_length=3)
    id_number = EncryptedTextField()
    id_index = models.CharField(max_length=64, unique=True)
    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=64, db_index=True)
    legal_representative = models.CharField(max_length=40, blank=True)
    contact_name = models.CharField(max_length=40, blank=True)
    address = EncryptedTextField(blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            # A natural person signs in by it; a company's contact may have an account of their own.
            models.UniqueConstraint(
                fields=["phone_index"], condition=models.Q(kind=CitizenKind.NATURAL), name="one_phone_one_person"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Delegation(models.Model):
    """代收代办委托 — the recorded consent of one person that another acts for them."""

    ref = models.CharField(max_length=40, unique=True)
    principal_name = models.CharField(max_length=80)
    principal_id_type = models.CharField(max_length=3)
    principal_id_number = EncryptedTextField()
    principal_id_index = models.CharField(max_length=64, db_index=True)
    principal_phone = EncryptedTextField()
    agent = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="delegations", help_text="null: has no account"
    )
    agent_name = models.CharField(max_length=40, blank=True)
    agent_id_number = EncryptedTextField(blank=True)
    agent_id_index = models.CharField(max_length=64, blank=True, db_index=True)
    item_code = models.CharField(max_length=40, blank=True, help_text="empty: any item")
    method = models.CharField(max_length=20, choices=ConsentMethod)
    evidence = models.CharField(max_length=64, blank=True, help_text="token of the stored 委托书")
    consented_at = models.DateTimeField()
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(method="paper") | ~Q(evidence=""), name="paper_consent_has_evidence"),
            models.CheckConstraint(
                condition=Q(agent__isnull=False) | ~Q(agent_name="") & ~Q(agent_id_index=""), name="consent_has_agent"
            ),
        ]

    def __str__(self) -> str:
        return self.ref
