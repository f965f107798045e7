from django.db.models import TextChoices


class ItemKind(TextChoices):
    """事项类型 (GB/T 39046-2020 附录A.1); `code` in the exchange stands in NATIONAL_KIND."""

    LICENSE = "license", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    LEVY = "levy", "行政征收"
    PAYMENT = "payment", "行政给付"
    INSPECTION = "inspection", "行政检查"
    CONFIRMATION = "confirmation", "行政确认"
    REWARD = "reward", "行政奖励"
    ADJUDICATION = "adjudication", "行政裁决"
    OTHER_POWER = "other_power", "其他行政权力"
    PUBLIC_SERVICE = "public_service", "公共服务"


NATIONAL_KIND = {
    "license": "01",
    "penalty": "02",
    "coercion": "03",
    "levy": "04",
    "payment": "05",
    "inspection": "06",
    "confirmation": "07",
    "reward": "08",
    "adjudication": "09",
    "other_power": "10",
    "public_service": "20",
}

KIND_LETTERS = {
    "license": "XK",
    "penalty": "CF",
    "coercion": "QZ",
    "levy": "ZS",
    "payment": "JF",
    "inspection": "JC",
    "confirmation": "QR",
    "reward": "JL",
    "adjudication": "CJ",
    "other_power": "QT",
    "public_service": "BM",
}

# 依申请六类 and public service may be applied for; 依职权 kinds may not (domain facts §1.2).
APPLICABLE_KINDS = frozenset(
    {"license", "payment", "confirmation", "reward", "adjudication", "other_power", "public_service"}
)


class Family(TextChoices):
    """The plan's three lists: 行政职权、行政处罚、便民服务."""

    POWER = "power", "行政职权"
    PENALTY = "penalty", "行政处罚"
    CONVENIENCE = "convenience", "便民服务"


class ItemState(TextChoices):
    ACTIVE = "active", "在用"
    SUSPENDED = "suspended", "暂停"
    CANCELLED = "cancelled", "取消"


class VersionState(TextChoices):
    """The plan's approval chain: 部门 → 行政服务中心 → 法制办 → 县电子政务办 → 市 → 发布."""

    DRAFT = "draft", "草稿"
    CENTER_REVIEW = "center_review", "行政服务中心初审"
    LEGAL_REVIEW = "legal_review", "法制审定"
    EGOV_REVIEW = "egov_review", "电子政务办审核"
    CITY_REVIEW = "city_review", "报市审定"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "已被新版本取代"
    DISCARDED = "discarded", "草稿已放弃"


# Nobody works on these any more; of the others an item has one at most.
CLOSED_STATES = (VersionState.PUBLISHED, VersionState.SUPERSEDED, VersionState.DISCARDED)


class ProjectType(TextChoices):
    INSTANT = "instant", "即办件"
    PROMISED = "promised", "承诺件"


class Audience(TextChoices):
    """服务对象 (national platform practice)."""

    NATURAL = "natural", "自然人"
    ENTERPRISE = "enterprise", "企业法人"
    INSTITUTION = "institution", "事业法人"
    SOCIAL_ORG = "social_org", "社会组织法人"
    UNINCORPORATED = "unincorporated", "非法人企业"
    GOVERNMENT = "government", "行政机关"
    OTHER = "other", "其他组织"


class Need(TextChoices):
    REQUIRED = "required", "必要"
    OPTIONAL = "optional", "非必要"
    DEFERRABLE = "deferrable", "容缺后补"


class MaterialType(TextChoices):
    CERTIFICATE = "certificate", "证件证书证明"
    FORM = "form", "申请表格文书"
    OTHER = "other", "其他"


class MaterialFormat(TextChoices):
    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子化"
    BOTH = "both", "纸质或电子化"


class MaterialSource(TextChoices):
    APPLICANT = "applicant", "申请人自备"
    GOVERNMENT = "government", "政府部门核发"
    OTHER = "other", "其他"


class ResultType(TextChoices):
    CERTIFICATE = "certificate", "证照"
    APPROVAL = "approval", "批文"
    OTHER = "other", "其他"


class StepKind(TextChoices):
    REVIEW = "review", "审查"
    COUNTERSIGN = "countersign", "会签"
    DECIDE = "decide", "决定"


class Level(TextChoices):
    """行使层级 (GB/T 39046-2020 附录A.2)."""

    NATION = "1", "国家级"
    PROVINCE = "2", "省级"
    CITY = "3", "市级"
    COUNTY = "4", "县级"
    TOWNSHIP = "5", "镇（乡、街道）级"
    VILLAGE = "6", "村（社区）级"
    GRADED = "7", "分级管理"


class LegacyKind(TextChoices):
    """The vocabulary of 2013, kept where it differs from today's kind."""

    UNLICENSED_APPROVAL = "FXK", "非行政许可审批"
    CONVENIENCE = "BM", "便民服务"
    AGENCY = "DL", "代理服务"


class TimeUnit(TextChoices):
    """时限单位, as `legalclock` writes them."""

    WORKDAYS = "wd", "个工作日"
    DAYS = "d", "日"
    MONTHS = "m", "个月"
    WORK_HOURS = "wh", "个工作小时"


class Ground(TextChoices):
    """特别程序: the eight kinds whose time is not counted (行政许可法 第四十五条)."""

    HEARING = "hearing", "听证"
    TENDER = "tender", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"


class BasisLevel(TextChoices):
    """效力层级 of a legal basis; the word is the code."""

    LAW = "法律", "法律"
    REGULATION = "行政法规", "行政法规"
    LOCAL = "地方性法规", "地方性法规"
    MINISTRY = "部门规章", "部门规章"
    GOVERNMENT = "政府规章", "政府规章"
    NORMATIVE = "规范性文件", "规范性文件"
