from django.conf import settings
from django.db import models
from django.db.models import Q

from zhengtong.catalog.models import ItemVersion
from zhengtong.forms.models import Answer
from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.foundation.masking import mask_name, mask_organisation
from zhengtong.org.choices import CitizenKind, IdType
from zhengtong.org.models import Delegation, Region, ServiceWindow, Staff, Unit
from zhengtong.timers.models import Clock

from ..choices import Channel, State


class Case(models.Model):
    """办件 — one application by one applicant for one item version.

    The applicant stands here as they were when they applied. `due_at` repeats the due moment of whichever clock runs now,
    so that an inbox can be ordered by it; the clock itself is the truth.
    """

    ref = models.CharField(max_length=50, unique=True, null=True, help_text="办件编号, given at submission")
    draft_token = models.CharField(max_length=32, unique=True)
    query_code = models.CharField(max_length=6, help_text="查询密码")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="cases")
    item_code = models.CharField(max_length=40)
    title = models.CharField(max_length=220, help_text="办理摘要: 关于某某的某事项")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    channel = models.CharField(max_length=10, choices=Channel)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(ServiceWindow, null=True, on_delete=models.PROTECT, related_name="+")

    applicant_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    applicant_kind = models.CharField(max_length=10, choices=CitizenKind)
    applicant_name = models.CharField(max_length=80)
    applicant_id_type = models.CharField(max_length=3, choices=IdType)
    applicant_id_number = EncryptedTextField()
    applicant_id_index = models.CharField(max_length=64)
    applicant_phone = EncryptedTextField()
    applicant_address = EncryptedTextField(blank=True)
    legal_representative = models.CharField(max_length=40, blank=True)
    delegation = models.ForeignKey(Delegation, null=True, on_delete=models.PROTECT, related_name="cases")
    agent_name = models.CharField(max_length=40, blank=True)
    submitted_by = models.CharField(max_length=60, blank=True, help_text="account that handed it in")

    answer = models.OneToOneField(Answer, null=True, on_delete=models.PROTECT, related_name="case")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    clock = models.ForeignKey(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    handling_clock = models.ForeignKey(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    holder = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="held_cases")
    is_deferral = models.BooleanField(default=False, help_text="容缺受理")

    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    is_deemed_accepted = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result_code = models.CharField(max_length=2, blank=True, help_text="办结结果代码 BJJGDM")
    result_text = models.CharField(max_length=500, blank=True)

    acting_post = ""
    """No column: the post by which the act under way is done; `gate` sets it, every entry of the act tells it."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state="draft") | Q(ref__isnull=False), name="submitted_case_has_ref"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(accepted_at__isnull=False), name="finished_was_accepted"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_at", "id"], name="case_inbox", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["due_at", "id"], name="case_inbox_all", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["holder", "due_at"], name="case_mine", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["applicant_user", "-created_at"], name="case_applicant"),
            models.Index(fields=["applicant_id_index"], name="case_id_index"),
            models.Index(fields=["-finished_at"], name="case_finished", condition=Q(finished_at__isnull=False)),
            models.Index(
                fields=["item_code", "-finished_at"], name="case_results", condition=Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.ref or self.draft_token

    @property
    def applicant_masked(self) -> str:
        """The applicant as a list or a public page may show them: a person masked, a legal person by name."""
        is_legal = self.applicant_kind == CitizenKind.LEGAL
        return mask_organisation(self.applicant_name) if is_legal else mask_name(self.applicant_name)
