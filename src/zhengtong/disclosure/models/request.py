from django.conf import settings
from django.db import models
from django.db.models import Q

from zhengtong.files.models import Attachment
from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Staff, Unit
from zhengtong.timers.models import Clock

from ..choices import (
    OPEN_STATES,
    ApplicantKind,
    Carrier,
    ConsultationAnswer,
    ConsultationKind,
    ExtensionState,
    FeeMethod,
    FilePart,
    OpinionStep,
    ReceiptBasis,
    ReplyKind,
    RequestState,
    RequestTrack,
    Route,
)


class DisclosureRequest(models.Model):
    """依申请公开 — one request of one applicant to one organ for government information (条例 第二十九条)."""

    ref = models.CharField(max_length=40, unique=True)
    query_code = models.CharField(max_length=6)
    submission = models.CharField(max_length=32, unique=True, help_text="token of the page it was sent from: sent once")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="disclosure_requests")
    state = models.CharField(max_length=14, choices=RequestState, default=RequestState.SUBMITTED)
    track = models.CharField(max_length=10, choices=RequestTrack, default=RequestTrack.PLAIN)

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="disclosure_requests"
    )
    applicant_kind = models.CharField(max_length=10, choices=ApplicantKind)
    name = EncryptedTextField()
    id_type = models.CharField(max_length=3)
    id_number = EncryptedTextField()
    applicant_index = models.CharField(max_length=64, db_index=True, help_text="blind index of the identity number")
    workplace = models.CharField(max_length=80, blank=True)
    legal_representative = models.CharField(max_length=40, blank=True)
    contact = models.CharField(max_length=40, blank=True, help_text="contact person of an organisation")
    phone = EncryptedTextField()
    email = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)
    postcode = models.CharField(max_length=6, blank=True)

    wanted = models.CharField(max_length=200, help_text="name of the information asked for")
    document_number = models.CharField(max_length=60, blank=True)
    features = models.TextField(max_length=2000, help_text="anything by which it can be found")
    index_number = models.CharField(max_length=60, blank=True)
    carrier = models.CharField(max_length=12, choices=Carrier, default=Carrier.ELECTRONIC)
    route = models.CharField(max_length=12, choices=Route, default=Route.WEB)
    wants_fee_waiver = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False, help_text="agrees that question and reply go into the public log")

    is_oral = models.BooleanField(default=False, help_text="said to an official, who wrote it down (第二十九条)")
    receipt_basis = models.CharField(max_length=14, choices=ReceiptBasis)
    submitted_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="both sides confirmed receipt (第三十一条)")
    received_on = models.DateField(null=True, help_text="收到申请之日, by the rule of `receipt_basis`")
    registered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    rounds = models.PositiveSmallIntegerField(default=0, help_text="how often the reply clock has been started")
    legal_due = models.DateTimeField(null=True, help_text="end of the limit for the reply; null while it stands still")
    ended_at = models.DateTimeField(null=True, help_text="replied, lapsed or withdrawn")
    end_reason = models.TextField(max_length=500, blank=True)
    delivered_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    archive_number = models.CharField(max_length=60, blank=True)

    is_published = models.BooleanField(default=False, help_text="shown in the public log of answered requests")
    published_wanted = models.CharField(max_length=200, blank=True)
    published_reply = models.TextField(max_length=4000, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "legal_due"], name="request_open", condition=Q(state__in=sorted(OPEN_STATES))),
            models.Index(fields=["unit", "received_on"], name="request_year"),
            models.Index(fields=["-published_at"], name="request_log", condition=Q(is_published=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "withdrawn"]) | Q(received_on__isnull=False),
                name="registered_request_has_a_day_of_receipt",
            )
        ]

    def __str__(self) -> str:
        return self.ref


class RequestFile(models.Model):
    """申请附件 — a file of a request and what it is for; a reply's files are the applicant's once it is replied."""

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="files")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=14, choices=FilePart)

    def __str__(self) -> str:
        return f"{self.request} {self.attachment.name}"


class RequestCorrection(models.Model):
    """申请补正 — the one notice that says what is unclear (条例 第三十条)."""

    request = models.OneToOneField(DisclosureRequest, on_delete=models.CASCADE, related_name="correction")
    problems = models.TextField(max_length=1000)
    guidance = models.TextField(max_length=1000, help_text="how to put it right")
    days = models.PositiveSmallIntegerField(help_text="working days given for correcting")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    supplied_at = models.DateTimeField(null=True)
    supplied = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"{self.request} 补正"


class Consultation(models.Model):
    """征求意见 — of an organ that made the information too, of another organ, of a third party (第三十二条、第三十四条)."""

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="consultations")
    kind = models.CharField(max_length=14, choices=ConsultationKind)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField(help_text="of who is consulted")
    question = models.TextField(max_length=1000)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True, help_text="when it reached them; their fifteen working days run from it")
    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=ConsultationAnswer, blank=True)
    is_silent = models.BooleanField(default=False, help_text="the fifteen working days passed without an answer")
    opinion = models.TextField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"{self.request} {self.get_kind_display()}"


class ReplyExtension(models.Model):
    """延长答复 — asked for by the handler, approved by the head of the disclosure office (第三十三条)."""

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=500)
    state = models.CharField(max_length=10, choices=ExtensionState, default=ExtensionState.REQUESTED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=~Q(state="refused"), name="one_extension_a_request")
        ]

    def __str__(self) -> str:
        return f"{self.request} 延长{self.days}个工作日"


class RequestReasons(models.Model):
    """说明理由 — asked for where number and frequency go clearly beyond what is reasonable, and what came of it (第三十五条)."""

    request = models.OneToOneField(DisclosureRequest, on_delete=models.CASCADE, related_name="reasons")
    excess = models.TextField(max_length=1000, help_text="how number and frequency go beyond what is reasonable")
    days = models.PositiveSmallIntegerField(help_text="working days given for answering")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    stated = models.TextField(max_length=2000, blank=True)
    stated_at = models.DateTimeField(null=True)
    is_reasonable = models.BooleanField(null=True)
    opinion = models.TextField(max_length=500, blank=True)
    delayed_days = models.PositiveSmallIntegerField(null=True, help_text="working days the reply is put off by")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.request} 说明理由"


class FeeNotice(models.Model):
    """收费通知 — 信息处理费 by piece or by page, with its own limit for paying (国办函〔2020〕109号)."""

    request = models.OneToOneField(DisclosureRequest, on_delete=models.CASCADE, related_name="fee")
    method = models.CharField(max_length=8, choices=FeeMethod)
    quantity = models.PositiveIntegerField(help_text="this request's place among the month's, or its pages")
    amount = models.PositiveIntegerField(help_text="yuan")
    basis = models.TextField(max_length=500, help_text="how the sum was reached, step by step")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    receipt_number = models.CharField(max_length=60, blank=True, help_text="非税收入票据号")

    def __str__(self) -> str:
        return f"{self.request} {self.amount}元"


class RequestReply(models.Model):
    """答复 — what is decided on a request and why: one leaf row of the annual table, its letter and its delivery."""

    request = models.OneToOneField(DisclosureRequest, on_delete=models.CASCADE, related_name="reply")
    kind = models.CharField(max_length=30, choices=ReplyKind)
    reasons = models.TextField(max_length=4000)
    provided = models.TextField(max_length=1000, blank=True, help_text="what is provided and how it is got")
    withheld = models.TextField(max_length=1000, blank=True, help_text="what was taken out and why (第三十七条)")
    drafted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=60, blank=True, help_text="文号, e.g. 安府公开答〔2026〕1号")
    signed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    delivery = models.CharField(max_length=12, choices=Route, blank=True)
    receiver = models.CharField(max_length=40, blank=True)
    tracking = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.request} {self.get_kind_display()}"


class RequestOpinion(models.Model):
    """审批意见 — what each person on the way of a reply said, in order."""

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="opinions")
    step = models.CharField(max_length=10, choices=OpinionStep)
    is_agreed = models.BooleanField()
    opinion = models.TextField(max_length=500, blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.request} {self.get_step_display()}"


class RequestDraft(models.Model):
    """申请草稿 — what somebody has written of a request so far; one for each account, gone when it is sent."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    values = EncryptedTextField(help_text="JSON of the form's fields")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.owner_id}"
