from django.conf import settings
from django.db import models
from django.db.models import Q

from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Unit
from zhengtong.timers.models import Clock

from .choices import OPEN_STATES, ComplaintChannel, ComplaintKind, ComplaintState, Finding, RefusalGround


class Complaint(models.Model):
    """投诉 — what somebody says a unit or a person of it did wrong, and what became of it."""

    ref = models.CharField(max_length=40, unique=True)
    query_code = models.CharField(max_length=6)
    submission = models.CharField(max_length=32, unique=True, help_text="token of the page it was sent from: sent once")
    channel = models.CharField(max_length=10, choices=ComplaintChannel)
    kind = models.CharField(max_length=12, choices=ComplaintKind)
    state = models.CharField(max_length=14, choices=ComplaintState, default=ComplaintState.FILED)
    intake = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text="decides on acceptance")
    about = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", help_text="complained of; null: not known"
    )
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="complaints", help_text="handles it, once assigned"
    )
    person = models.CharField(max_length=60, blank=True, help_text="complained of, as the complainant knows them")
    case_ref = models.CharField(max_length=40, blank=True, db_index=True, help_text="办件编号 the complainant quotes")
    text = models.TextField(max_length=2000)
    filed_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60, blank=True, help_text="who wrote it down at a window or telephone")

    is_anonymous = models.BooleanField()
    complainant = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="complaints"
    )
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    id_number = EncryptedTextField(blank=True)
    wants_written_reply = models.BooleanField(default=False)
    may_disclose = models.BooleanField(
        default=False, help_text="agrees that the unit complained of learns who complains"
    )

    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(
        null=True, help_text="of the decision on acceptance, then of the handling unit's answer"
    )
    accepted_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=14, choices=RefusalGround, blank=True)
    reason = models.TextField(
        max_length=500, blank=True, help_text="of not accepting or of withdrawing; its author knows"
    )
    assigned_at = models.DateTimeField(null=True)
    instructions = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, blank=True)
    finding = models.CharField(max_length=16, choices=Finding, blank=True)
    answer = models.TextField(max_length=4000, blank=True)
    measures = models.TextField(max_length=2000, blank=True)
    returned = models.PositiveSmallIntegerField(default=0, help_text="times the handling was sent back")
    return_reason = models.TextField(max_length=500, blank=True)
    reply = models.TextField(max_length=4000, blank=True, help_text="what the complainant is told")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="complaint_open", condition=Q(state__in=sorted(OPEN_STATES))),
            models.Index(fields=["unit", "state", "due_at"], name="complaint_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(complainant=None, may_disclose=False, wants_written_reply=False),
                name="anonymous_complaint_has_no_account",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["assigned", "verifying", "closed"]) | Q(unit__isnull=False),
                name="assigned_complaint_has_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verifying", "closed"]) | ~Q(finding=""),
                name="answered_complaint_has_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def title(self) -> str:
        """What lists call it: never a word of the complainant's own."""
        about = f"反映{self.about.short_name}" if self.about else "被投诉单位待查明"
        return f"{self.get_kind_display()}投诉：{about}"
