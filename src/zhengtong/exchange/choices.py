from django.db.models import TextChoices


class ImportState(TextChoices):
    """导入结果."""

    RUNNING = "running", "导入中"
    COMPLETE = "complete", "全部导入"
    PARTIAL = "partial", "部分隔离"
    BROKEN = "broken", "文件不完整"


class LineState(TextChoices):
    """隔离数据状态."""

    OPEN = "open", "待修正"
    MENDED = "mended", "已修正待重放"
    REPLAYED = "replayed", "已重放"
    DROPPED = "dropped", "已放弃"


class Business(TextChoices):
    """业务类别 — what an outside system does."""

    APPROVAL = "approval", "行政审批"
    TRADING = "trading", "公共资源交易"
    PENALTY = "penalty", "行政处罚"
    LAND = "land", "国土资源"
    OTHER = "other", "其他业务"
