from django.db.models import TextChoices


class WordKind(TextChoices):
    SENSITIVE = "sensitive", "敏感词"
    ERROR = "error", "错词"
    LEADER = "leader", "领导人姓名职务"
    EXPIRED = "expired", "过期表述"
    HOT = "hot", "热词"
    EXCEPTION = "exception", "例外词"


class Level(TextChoices):
    BLOCK = "block", "禁止"
    REVIEW = "review", "复核"
    SUGGEST = "suggest", "提示"


class FindingLevel(TextChoices):
    """A word's level, or what needs no word: somebody's number, a file that could not be read."""

    BLOCK = "block", "禁止"
    LEAK = "leak", "个人信息"
    REVIEW = "review", "复核"
    SUGGEST = "suggest", "提示"


class FindingState(TextChoices):
    OPEN = "open", "待处理"
    MENDED = "mended", "已改正"
    OVERRIDDEN = "overridden", "已放行"


class Way(TextChoices):
    PLAIN = "plain", "原样出现"
    HIDDEN = "hidden", "变形或插入符号"
    PARTED = "parted", "被标点隔开"
    HOMOPHONE = "homophone", "谐音"
    UNREAD = "unread", "无法判定"
