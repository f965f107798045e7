from django.db.models import TextChoices


class SourceKind(TextChoices):
    """来源类型: how a source tells what is new."""

    FEED = "feed", "RSS或Atom订阅"
    SITEMAP = "sitemap", "站点地图"
    LIST = "list", "列表网页"


class RuleKind(TextChoices):
    """链接规则: which links of a list page or a site map are articles."""

    PATTERN = "pattern", "网址通配"
    SELECTOR = "selector", "CSS选择器"


class SourceState(TextChoices):
    """来源状态. A broken source is still asked, ever more rarely, and mends itself when it answers again."""

    ACTIVE = "active", "正常"
    PAUSED = "paused", "已暂停"
    BROKEN = "broken", "已失效"


class RunState(TextChoices):
    """采集结果 of one round."""

    RUNNING = "running", "采集中"
    DONE = "done", "完成"
    UNCHANGED = "unchanged", "没有更新"
    FAILED = "failed", "失败"
    INTERRUPTED = "interrupted", "中断"


class ItemState(TextChoices):
    """采集内容状态."""

    WAITING = "waiting", "等待入库"
    DRAFTED = "drafted", "已成草稿"
    DUPLICATE = "duplicate", "疑似重复"
    REFUSED = "refused", "未采集"
    OLD = "old", "早于起始日期"
    DISCARDED = "discarded", "草稿已删除"
