"""The words of the catalogue of government information: theme, genre, audience, mode, form, validity; of the annual report."""

from django.db.models import TextChoices


class Theme(TextChoices):
    """主题分类 (国务院公文主题, 22 classes)."""

    ORGANS = "01", "国务院组织机构"
    GENERAL = "02", "综合政务"
    ECONOMY = "03", "国民经济管理、国有资产监管"
    FINANCE = "04", "财政、金融、审计"
    LAND = "05", "国土资源、能源"
    FARMING = "06", "农业、林业、水利"
    INDUSTRY = "07", "工业、交通"
    TRADE = "08", "商贸、海关、旅游"
    MARKET = "09", "市场监管、安全生产监管"
    BUILDING = "10", "城乡建设、环境保护"
    EDUCATION = "11", "科技、教育"
    CULTURE = "12", "文化、广电、新闻出版"
    HEALTH = "13", "卫生、体育"
    FAMILY = "14", "人口与计划生育、妇女儿童工作"
    LABOUR = "15", "劳动、人事、监察"
    SECURITY = "16", "公安、安全、司法"
    WELFARE = "17", "民政、扶贫、救灾"
    ETHNIC = "18", "民族、宗教"
    FOREIGN = "19", "对外事务"
    TAIWAN = "20", "港澳台侨工作"
    DEFENCE = "21", "国防"
    OTHER = "22", "其他"


class Genre(TextChoices):
    """体裁分类: the fifteen kinds of 党政机关公文处理工作条例 第八条, and what is no 公文."""

    ORDER = "order", "命令（令）"
    DECISION = "decision", "决定"
    RESOLUTION = "resolution", "决议"
    COMMUNIQUE = "communique", "公报"
    ANNOUNCEMENT = "announcement", "公告"
    PROCLAMATION = "proclamation", "通告"
    OPINION = "opinion", "意见"
    NOTICE = "notice", "通知"
    CIRCULAR = "circular", "通报"
    REPORT = "report", "报告"
    REQUEST = "request", "请示"
    APPROVAL = "approval", "批复"
    BILL = "bill", "议案"
    LETTER = "letter", "函"
    MINUTES = "minutes", "纪要"
    LAW = "law", "法律法规"
    RULE = "rule", "规章"
    INTERPRETATION = "interpretation", "政策解读"
    OTHER = "other", "其他"


class Audience(TextChoices):
    """服务对象分类."""

    CITIZENS = "citizens", "公民"
    CHILDREN = "children", "婴幼儿和学生"
    WORKERS = "workers", "就业和创业者"
    FARMERS = "farmers", "农民"
    ELDERLY = "elderly", "老年人"
    DISABLED = "disabled", "残疾人"
    SOLDIERS = "soldiers", "退役军人"
    COMPANIES = "companies", "企业"
    SOCIETIES = "societies", "社会组织"
    ORGANS = "organs", "行政机关"


class Mode(TextChoices):
    """公开属性 — decided when the document is drafted (公文公开属性源头认定)."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class InformationForm(TextChoices):
    """公开形式."""

    PAGE = "page", "网页"
    DOCUMENT = "document", "文件"
    TABLE = "table", "数据表"
    CHART = "chart", "图表"
    MULTIMEDIA = "multimedia", "多媒体"


class Validity(TextChoices):
    """有效性."""

    VALID = "valid", "有效"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"
    AMENDED = "amended", "部分修改"


class InformationState(TextChoices):
    SIGNED = "signed", "待公开"
    KEPT = "kept", "已登记，不主动公开"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤下"


class Duty(TextChoices):
    """公开时限 — the key of the limit (timers) that binds the publication."""

    GENERAL = "info.publish", "形成或者变更之日起20个工作日"
    BUDGET = "info.budget_publish", "批准后20日（预算、决算）"
    DOUBLE = "double_publicity", "作出决定之日起7个工作日（双公示）"


class ReportState(TextChoices):
    DRAFT = "draft", "编制中"
    APPROVED = "approved", "已审定，待公布"
    PUBLISHED = "published", "已公布"


class RemedyKind(TextChoices):
    """救济途径 — the three blocks of table 4."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "行政诉讼（未经复议直接起诉）"
    SUIT_AFTER_REVIEW = "suit_after_review", "行政诉讼（复议后起诉）"


class RemedyResult(TextChoices):
    """结果 — the four counted columns of each block of table 4."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"
