from django.db.models import TextChoices


class SurveyKind(TextChoices):
    SURVEY = "survey", "调查问卷"
    FORM = "form", "电子表单"


class SurveyState(TextChoices):
    DRAFT = "draft", "起草中"
    REVIEW = "review", "待审核"
    OPEN = "open", "已开放"
    CLOSED = "closed", "已结束"
    PUBLISHED = "published", "已公布结果"


class Audience(TextChoices):
    """Who may answer, and what counts as one person."""

    ANYBODY = "anybody", "所有人，每个浏览器一次"
    PERSON = "person", "登录的自然人，每人一次"
    UNITS = "units", "指定单位的工作人员，每人一次"


class ResultMode(TextChoices):
    """When the public sees the figures."""

    NEVER = "never", "不公布"
    AFTER = "after", "结束并审核后公布"
    LIVE = "live", "开放期间实时公布"


class EntryState(TextChoices):
    NEW = "new", "新登记"
    SEEN = "seen", "已查看"
    DONE = "done", "已处理"
