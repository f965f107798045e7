from django.db.models import TextChoices


class VersionState(TextChoices):
    """指标和方案的版本状态; an approved version is in force until a later one is approved."""

    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已批准"
    DISCARDED = "discarded", "已放弃"


class AppraisalState(TextChoices):
    COMPUTED = "computed", "申诉期"
    PUBLISHED = "published", "已发布"


class SubjectKind(TextChoices):
    """评估对象 (domain facts §3.6 D: 1部门 2窗口 3个人)."""

    UNIT = "unit", "单位"
    TOWNSHIP = "township", "乡镇"
    PERSON = "person", "个人"


class Cause(TextChoices):
    """为什么有这一次得分."""

    FIRST = "first", "首次计算"
    CARD = "card", "撤销发牌"
    DATA = "data", "数据更新"
    MARK = "mark", "人工评分"
    APPEAL = "appeal", "申诉成立"


class MarkSource(TextChoices):
    MANUAL = "manual", "人工评分"
    BONUS = "bonus", "奖励加分"
    APPEAL = "appeal", "申诉调整"


class ObjectionState(TextChoices):
    FILED = "filed", "待审查"
    ACCEPTED = "accepted", "申诉成立"
    REFUSED = "refused", "申诉不成立"
