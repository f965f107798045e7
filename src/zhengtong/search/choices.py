from django.db.models import TextChoices


class Kind(TextChoices):
    """What a result is; the tabs of the page, in this order."""

    ITEM = "item", "办事服务"
    POLICY = "policy", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    DISCLOSURE = "disclosure", "信息公开"
    NOTICE = "notice", "通知公告"
    NEWS = "news", "要闻动态"
    ANSWER = "answer", "互动问答"
    SURVEY = "survey", "调查征集"
    INTERVIEW = "interview", "在线访谈"
    OVERVIEW = "overview", "县情概况"
    COLUMN = "column", "栏目站点"
    OTHER = "other", "其他"


KINDS = dict(Kind.choices)

VALIDITY = {"in_force": "有效", "amended": "部分修改", "lapsed": "失效", "repealed": "废止"}
"""有效性 of a document (facts §4.5), by the code the portal keeps."""

NAMED = (Kind.ITEM, Kind.COLUMN)
"""Kinds whose titles are names people type; they are completed and corrected to."""
