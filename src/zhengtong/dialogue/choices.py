from django.db.models import TextChoices


class LetterChannel(TextChoices):
    CONSULTATION = "consultation", "业务咨询"
    INTERVIEW = "interview", "在线访谈提问"


class LetterState(TextChoices):
    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"
