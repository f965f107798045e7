from django.db.models import TextChoices


class SiteState(TextChoices):
    """站点状态 (政府网站发展指引 五: 开设、变更、临时下线、整合迁移、永久下线)."""

    OPEN = "open", "正常运行"
    OFFLINE = "offline", "临时下线"
    MERGED = "merged", "已整合迁移"
    ARCHIVED = "archived", "永久下线（已归档）"


class ColumnKind(TextChoices):
    """栏目类别 (政府网站标签规范 ColumnType), each with its own duty to be kept up to date (facts §5.4)."""

    OVERVIEW = "overview", "概况信息"
    NEWS = "news", "政务动态"
    NOTICE = "notice", "通知公告"
    POLICY = "policy", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    DISCLOSURE = "disclosure", "信息公开"
    SERVICE = "service", "办事服务"
    INTERACTION = "interaction", "互动交流"
    STATISTICS = "statistics", "数据发布"
    TOPIC = "topic", "专题专栏"
    OTHER = "other", "其他"


# Days without anything new after which a column counts as not kept up (facts §5.3, §5.4; each column may set its own).
UPDATE_CYCLE_DAYS = {
    ColumnKind.NEWS: 14,
    ColumnKind.NOTICE: 180,
    ColumnKind.POLICY: 180,
}
DEFAULT_CYCLE_DAYS = 365


class ArticleForm(TextChoices):
    """公开形式: how the matter is told (requirements B3)."""

    PAGE = "page", "图文"
    GALLERY = "gallery", "图片集"
    VIDEO = "video", "视频"
    TABLE = "table", "数据表"
    CHART = "chart", "图表"
    DOCUMENT = "document", "文档"


class Validity(TextChoices):
    """有效性 of a document (facts §4.5)."""

    NONE = "", "不适用"
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "部分修改"
    LAPSED = "lapsed", "失效"
    REPEALED = "repealed", "废止"


class Withdrawal(TextChoices):
    """撤稿: three kinds, each with its own public behaviour.

    Published in error: the address says so and shows nothing. Consolidated: the address leads to what replaced it.
    Withdrawn: the text stays readable under a notice that it no longer applies.
    """

    ERROR = "error", "误发撤回"
    CONSOLIDATED = "consolidated", "合并替代"
    WITHDRAWN = "withdrawn", "停止适用"
