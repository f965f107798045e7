from django.db.models import TextChoices


class DefectKind(TextChoices):
    """问题类型 (国办秘函〔2019〕19号 and the engineering checks of every night)."""

    LEAK = "leak", "个人信息泄露"
    ANSWER = "answer", "网页打不开"
    LINK = "link", "站内链接失效"
    EXTERNAL = "external", "外部链接失效"
    ALT = "alt", "图片缺少替代文字"
    TITLE = "title", "标题为空"
    TAG = "tag", "页面标签不规范"
    FOOT = "foot", "页脚要素缺失"


class DefectState(TextChoices):
    """问题状态."""

    OPEN = "open", "待整改"
    MENDED = "mended", "已整改"
    EXEMPTED = "exempted", "已豁免"


class LinkState(TextChoices):
    """外部链接检查结果: what was not asked is not well."""

    UNCHECKED = "unchecked", "未检查"
    FOUND = "found", "能打开"
    BROKEN = "broken", "打不开"


class ReportState(TextChoices):
    """政府网站工作年度报表."""

    DRAFT = "draft", "填报中"
    PUBLISHED = "published", "已公布"
