from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zhengtong.files.models import StoredFile
from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Staff, Unit
from zhengtong.timers.models import Clock

from .choices import InterviewKind, InterviewState, PersonRole, PollState, QuestionState, RefusalReason


class Interview(models.Model):
    """在线访谈 — an interview or a press release told live: announced, asked, told, written down, kept."""

    ref = models.CharField(max_length=20, unique=True, help_text="FT-2026-0003; small letters: its channel")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=InterviewKind, default=InterviewKind.INTERVIEW)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="interviews")
    title = models.CharField(max_length=80)
    topic = models.TextField(max_length=2000, blank=True, help_text="what it is about, paragraphs of plain text")
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.DRAFT)
    is_demo = models.BooleanField(default=False)
    picture = models.ForeignKey("InterviewPicture", null=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="as planned")
    announced_at = models.DateTimeField(null=True)
    short_notice = models.CharField(max_length=200, blank=True, help_text="why announced later than the notice asks")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    transcript_clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    transcript_due = models.DateTimeField(null=True, help_text="by when the transcript is to be published")
    published_at = models.DateTimeField(null=True)
    taken_back_for = models.CharField(max_length=200, blank=True, help_text="why the transcript is being corrected")
    archived_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_for = models.CharField(max_length=200, blank=True)
    takes_questions = models.BooleanField(default=True)
    per_phone = models.PositiveIntegerField(default=3, help_text="questions one telephone may ask")
    per_address = models.PositiveIntegerField(default=20, help_text="questions one address may ask within an hour")
    recording = models.CharField(max_length=32, blank=True, help_text="ref of the video made of it")
    votes_told_at = models.DateTimeField(null=True, help_text="when the votes were last told to listeners")
    revision = models.PositiveIntegerField(default=1, help_text="grows with every change: nobody overwrites")
    edited_by = models.CharField(max_length=60)
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_period")]
        indexes = [models.Index(fields=["state", "starts_at"], name="interview_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def channel(self) -> str:
        """The name of its timeline, of its stream, of its broadcast."""
        return self.ref.lower()


class Person(models.Model):
    """访谈人员 — who takes part in an interview and as what; a guest need not have an account."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(max_length=10, choices=PersonRole)
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300, blank=True)
    picture = models.ForeignKey("InterviewPicture", null=True, on_delete=models.SET_NULL, related_name="+")
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.name


class InterviewPicture(models.Model):
    """访谈图片 — a photograph as everybody gets it: re-encoded, without what the camera wrote about itself."""

    token = models.CharField(max_length=32, unique=True, help_text="its public address")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="pictures")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=120)
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.alt


class Question(models.Model):
    """访谈提问 — a question from the public to an interview, from its queue to its answer."""

    ref = models.CharField(max_length=20, unique=True)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="questions")
    submission = models.CharField(max_length=32, unique=True, help_text="token of the page it was sent from: sent once")
    name = models.CharField(max_length=40)
    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=64, db_index=True)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    visitor = models.CharField(max_length=64, blank=True)
    address_key = models.CharField(max_length=64)
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    asked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    refused_for = models.CharField(max_length=20, choices=RefusalReason, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    put_to = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    put_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_lines = models.JSONField(default=list, help_text="numbers of the lines that answer it")
    told_votes = models.PositiveIntegerField(default=0, help_text="how many votes listeners were told of last")
    left_at = models.DateTimeField(null=True)
    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    letter = models.CharField(max_length=40, blank=True, help_text="ref of the letter it became")
    reply = models.TextField(max_length=4000, blank=True, help_text="the answer given afterwards")
    reply_unit = models.CharField(max_length=80, blank=True)
    is_reply_hidden = models.BooleanField(default=False, help_text="its unit took the answer off the public pages")

    class Meta:
        indexes = [
            models.Index(fields=["interview", "state", "asked_at"], name="question_queue"),
            models.Index(fields=["interview", "address_key", "asked_at"], name="question_by_address"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class QuestionVote(models.Model):
    """提问支持 — one visitor wants one question answered."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    visitor = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64, blank=True, help_text="for a day")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "visitor"], name="question_vote_once")]
        indexes = [models.Index(fields=["question", "address_key"], name="question_vote_by_address")]

    def __str__(self) -> str:
        return f"{self.question} {self.at}"


class PhoneCode(models.Model):
    """短信验证码 — a code sent to a telephone, and the proof it becomes; rows go after a day."""

    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64)
    code = models.CharField(max_length=64, help_text="keyed hash of the six digits")
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    proof = models.CharField(max_length=32, null=True, unique=True, help_text="given for the right code")
    proven_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone_index", "-sent_at"], name="phone_code_newest"),
            models.Index(fields=["address_key", "-sent_at"], name="phone_code_by_address"),
        ]

    def __str__(self) -> str:
        return str(self.sent_at)


class Poll(models.Model):
    """现场投票 — a question to everybody present, with answers to choose from."""

    ref = models.CharField(max_length=20, unique=True)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="polls")
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=PollState, default=PollState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class PollChoice(models.Model):
    """投票选项 — one answer of a poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="choices")
    ref = models.CharField(max_length=4)
    text = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "ref"], name="poll_choice_ref")]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """选票 — what one visitor chose in one poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    choice = models.ForeignKey(PollChoice, on_delete=models.CASCADE, related_name="ballots")
    visitor = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64, blank=True, help_text="for a day")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "visitor"], name="ballot_once")]
        indexes = [models.Index(fields=["poll", "address_key"], name="ballot_by_address")]

    def __str__(self) -> str:
        return f"{self.poll} {self.choice}"


class Attendance(models.Model):
    """访谈访客 — that one browser was there while it was live, under a keyed hash of the interview's own."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="attendances")
    visitor = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "visitor"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.interview} {self.first_at}"


class TranscriptEntry(models.Model):
    """实录条目 — one piece of the transcript: taken from the timeline, edited before it is published."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="transcript")
    place = models.PositiveIntegerField()
    line = models.IntegerField(null=True, help_text="number of the line it was taken from")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, help_text="say, ask or state, as on the timeline")
    speaker = models.CharField(max_length=40, blank=True)
    post = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=10, choices=PersonRole, blank=True)
    html = models.TextField()
    picture = models.ForeignKey(InterviewPicture, null=True, on_delete=models.SET_NULL, related_name="+")
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="+")
    is_left_out = models.BooleanField(default=False)
    edited_by = models.CharField(max_length=60, blank=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["interview", "place"], name="transcript_order")]

    def __str__(self) -> str:
        return f"{self.interview} {self.place}"
