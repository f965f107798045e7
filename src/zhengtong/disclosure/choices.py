"""The words of 依申请公开; the kinds of reply and of applicant are the rows and columns of the annual table 3
(国办公开办函〔2021〕30号), so that the annual report is counted and never typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices


class RequestState(TextChoices):
    """办理状态 of a request."""

    SUBMITTED = "submitted", "待登记"
    REGISTERED = "registered", "已登记，审查中"
    CORRECTING = "correcting", "待补正"
    ACCEPTED = "accepted", "办理中"
    CONSULTING = "consulting", "征求意见中"
    AWAITING_FEE = "awaiting_fee", "待缴费"
    DRAFTING = "drafting", "拟稿中"
    LEGAL_REVIEW = "legal_review", "合法性审核中"
    APPROVING = "approving", "待批准"
    CLEARING = "clearing", "待领导签批"
    APPROVED = "approved", "已批准，待出具"
    REPLIED = "replied", "已答复，待送达"
    DELIVERED = "delivered", "已送达"
    ARCHIVED = "archived", "已归档"
    ABANDONED = "abandoned", "逾期不补正，不再处理"
    ABANDONED_FEE = "abandoned_fee", "逾期不缴费，不再处理"
    WITHDRAWN = "withdrawn", "已撤回"


ENDED_STATES = frozenset(
    {
        RequestState.REPLIED,
        RequestState.DELIVERED,
        RequestState.ARCHIVED,
        RequestState.ABANDONED,
        RequestState.ABANDONED_FEE,
        RequestState.WITHDRAWN,
    }
)
"""States in which no reply is owed any more."""
OPEN_STATES = frozenset(set(RequestState) - ENDED_STATES)


class ReceiptBasis(TextChoices):
    """收到申请之日的确定规则 (条例 第三十一条): the five ways a request comes in."""

    IN_PERSON = "in_person", "当面提交"
    SIGNED_MAIL = "signed_mail", "邮寄（需签收）"
    ORDINARY_MAIL = "ordinary_mail", "平常信函（不需签收）"
    WEB = "web", "互联网渠道"
    FAX = "fax", "传真"


class ApplicantKind(TextChoices):
    """申请人类别 — the columns of table 3."""

    NATURAL = "natural", "自然人"
    COMPANY = "company", "商业企业"
    RESEARCH = "research", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LAW_FIRM = "law_firm", "法律服务机构"
    OTHER = "other", "其他"


APPLICANT_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("natural", "", "自然人"),
    ("company", "法人或其他组织", "商业企业"),
    ("research", "法人或其他组织", "科研机构"),
    ("charity", "法人或其他组织", "社会公益组织"),
    ("law_firm", "法人或其他组织", "法律服务机构"),
    ("other", "法人或其他组织", "其他"),
    ("total", "", "总计"),
)
"""The seven columns of table 3: code, heading above, heading."""


class RequestTrack(TextChoices):
    """办理流程 — who must have seen the reply before it goes out."""

    PLAIN = "plain", "一般"
    SENSITIVE = "sensitive", "敏感"
    LEADER = "leader", "领导签批"


class Carrier(TextChoices):
    """所需信息的载体形式."""

    ELECTRONIC = "electronic", "电子文档"
    PAPER = "paper", "纸质"
    OTHER = "other", "其他（查阅、抄录等）"


class Route(TextChoices):
    """获取途径、送达方式."""

    WEB = "web", "网上获取"
    MAIL = "mail", "邮寄"
    IN_PERSON = "in_person", "当面领取"
    FAX = "fax", "传真"


class ConsultationKind(TextChoices):
    """征求意见的对象."""

    JOINT_ORGAN = "joint_organ", "共同制作的行政机关"
    OTHER_ORGAN = "other_organ", "其他机关"
    THIRD_PARTY = "third_party", "第三方"


class ConsultationAnswer(TextChoices):
    AGREES = "agrees", "同意公开"
    PARTLY = "partly", "部分同意公开"
    REFUSES = "refuses", "不同意公开"


class ExtensionState(TextChoices):
    REQUESTED = "requested", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"


class FeeMethod(TextChoices):
    """计收方式: one of the two for a request, never both (国办函〔2020〕109号)."""

    PIECES = "pieces", "按件计收"
    PAGES = "pages", "按量计收"


class OpinionStep(TextChoices):
    """审批环节."""

    HANDLE = "handle", "承办人拟稿"
    LEGAL = "legal", "合法性审核"
    APPROVE = "approve", "公开工作机构负责人批准"
    LEADER = "leader", "领导签批"


class FilePart(TextChoices):
    """附件 of a request: whose and what for."""

    IDENTITY = "identity", "身份证明"
    APPLICATION = "application", "申请附件"
    CORRECTION = "correction", "补正材料"
    CONSULTATION = "consultation", "征求意见材料"
    REPLY = "reply", "答复附件"


class ReplyKind(TextChoices):
    """答复类型 — exactly the leaf rows of table 3, part 三（一）to（六）."""

    GRANTED = "granted", "予以公开"
    PARTIAL = "partial", "部分公开"
    STATE_SECRET = "denied_secret", "属于国家秘密"
    FORBIDDEN = "denied_law", "其他法律行政法规禁止公开"
    SAFETY = "denied_safety", "危及“三安全一稳定”"
    THIRD_PARTY = "denied_third_party", "保护第三方合法权益"
    INTERNAL = "denied_internal", "属于三类内部事务信息"
    PROCESS = "denied_process", "属于四类过程性信息"
    ENFORCEMENT_FILE = "denied_enforcement", "属于行政执法案卷"
    OTHER_ENQUIRY = "denied_enquiry", "属于行政查询事项"
    NOT_HELD = "unable_not_held", "本机关不掌握相关政府信息"
    NOT_READY = "unable_not_ready", "没有现成信息需要另行制作"
    STILL_UNCLEAR = "unable_unclear", "补正后申请内容仍不明确"
    PETITION = "unprocessed_petition", "信访举报投诉类申请"
    REPEATED = "unprocessed_repeated", "重复申请"
    PUBLICATION = "unprocessed_publication", "要求提供公开出版物"
    EXCESSIVE = "unprocessed_excessive", "无正当理由大量反复申请"
    CONFIRMATION = "unprocessed_confirmation", "要求行政机关确认或重新出具已获取信息"
    NOT_CORRECTED = "other_not_corrected", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    NOT_PAID = "other_not_paid", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    OTHER = "other_other", "其他"


class ReplyGroup(TextChoices):
    """表三第三部分的六类办理结果."""

    GRANTED = "granted", "（一）予以公开"
    PARTIAL = "partial", "（二）部分公开"
    DENIED = "denied", "（三）不予公开"
    UNABLE = "unable", "（四）无法提供"
    UNPROCESSED = "unprocessed", "（五）不予处理"
    OTHER = "other", "（六）其他处理"


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A leaf row of table 3: where it stands, the article it rests on, the words its reply begins from.

    In `reasons` a part in ［］ is for the drafter to fill in; a reply that still has one does not go out.
    """

    kind: ReplyKind
    group: ReplyGroup
    number: str
    article: str
    reasons: str

    @property
    def label(self) -> str:
        return self.kind.label


_R = ReplyKind
_G = ReplyGroup
REPLY_ROWS: Mapping[str, ReplyRow] = {
    row.kind.value: row
    for row in (
        ReplyRow(_R.GRANTED, _G.GRANTED, "（一）", "第三十六条第（一）项、第（二）项",
                 "您申请公开的［信息名称］，本机关予以公开，随本答复书一并提供。"),
        ReplyRow(_R.PARTIAL, _G.PARTIAL, "（二）", "第三十七条",
                 "您申请公开的信息中含有不应当公开的内容，能够区分处理。可以公开的内容随本答复书提供；［不予公开的部分］，因［理由］不予公开。"),
        ReplyRow(_R.STATE_SECRET, _G.DENIED, "1", "第十四条",
                 "经审查，您申请公开的信息依法确定为国家秘密，本机关不予公开。定密依据：［依据］。"),
        ReplyRow(_R.FORBIDDEN, _G.DENIED, "2", "第十四条",
                 "经审查，您申请公开的信息属于［法律、行政法规的名称和条款］禁止公开的政府信息，本机关不予公开。"),
        ReplyRow(_R.SAFETY, _G.DENIED, "3", "第十四条",
                 "经审查，您申请公开的信息公开后可能危及［国家安全、公共安全、经济安全或者社会稳定］，本机关不予公开。理由：［理由］。"),
        ReplyRow(_R.THIRD_PARTY, _G.DENIED, "4", "第十五条、第三十二条",
                 "经审查并书面征求第三方意见，您申请公开的信息涉及第三方的［商业秘密、个人隐私］，公开会对第三方合法权益造成损害，"
                 "且不公开不会对公共利益造成重大影响，本机关不予公开。"),
        ReplyRow(_R.INTERNAL, _G.DENIED, "5", "第十六条第一款",
                 "经审查，您申请公开的信息属于行政机关［人事管理、后勤管理、内部工作流程］方面的内部事务信息，本机关不予公开。"),
        ReplyRow(_R.PROCESS, _G.DENIED, "6", "第十六条第二款",
                 "经审查，您申请公开的信息属于行政机关在履行行政管理职能过程中形成的［讨论记录、过程稿、磋商信函、请示报告］，"
                 "属于过程性信息，本机关不予公开。"),
        ReplyRow(_R.ENFORCEMENT_FILE, _G.DENIED, "7", "第十六条第二款",
                 "经审查，您申请公开的信息属于［案件名称］的行政执法案卷信息，本机关不予公开。您是案件当事人或者利害关系人的，"
                 "可以依照有关规定申请查阅案卷。"),
        ReplyRow(_R.OTHER_ENQUIRY, _G.DENIED, "8", "第三十六条第（七）项",
                 "您申请公开的信息属于［工商、不动产登记资料等］信息，有关法律、行政法规对获取办法有特别规定，"
                 "请依照［规定的名称］向［机关或者窗口］查询。"),
        ReplyRow(_R.NOT_HELD, _G.UNABLE, "1", "第三十六条第（四）项、第（五）项",
                 "经检索，本机关没有制作、获取或者保存您申请公开的信息。检索情况：［检索范围和方法］。［建议咨询的机关和联系方式］"),
        ReplyRow(_R.NOT_READY, _G.UNABLE, "2", "第三十八条",
                 "本机关没有您申请公开的现成信息，需要对现有政府信息进行加工、分析，本机关不予提供。［可以参考的已公开信息］"),
        ReplyRow(_R.STILL_UNCLEAR, _G.UNABLE, "3", "第三十条",
                 "您于［补正日期］补正后，申请内容仍不明确：［不明确之处］，本机关无法提供。您可以明确所需信息后重新申请。"),
        ReplyRow(_R.PETITION, _G.UNPROCESSED, "1", "第三十九条第一款",
                 "您以政府信息公开申请的形式进行［信访、投诉、举报］等活动，本机关不作为政府信息公开申请处理，请通过［渠道］提出。"),
        ReplyRow(_R.REPEATED, _G.UNPROCESSED, "2", "第三十六条第（六）项",
                 "您申请公开的信息，本机关已于［日期］以［文号］作出答复，现重复申请，本机关不予重复处理。"),
        ReplyRow(_R.PUBLICATION, _G.UNPROCESSED, "3", "第三十九条第二款",
                 "您要求提供的［名称］属于公开出版物，请通过［途径］获取。"),
        ReplyRow(_R.EXCESSIVE, _G.UNPROCESSED, "4", "第三十五条",
                 "您申请公开政府信息的数量、频次明显超过合理范围，经本机关要求说明理由，［理由不合理之处］，本机关不予处理。"),
        ReplyRow(_R.CONFIRMATION, _G.UNPROCESSED, "5", "第二条",
                 "您要求本机关对［已经获取的信息］进行确认或者重新出具，不属于政府信息公开申请，本机关不予处理。"),
        ReplyRow(_R.NOT_CORRECTED, _G.OTHER, "1", "第三十条",
                 "本机关已告知您补正申请内容，您无正当理由逾期不补正，视为放弃申请，本机关不再处理。"),
        ReplyRow(_R.NOT_PAID, _G.OTHER, "2", "第四十二条",
                 "本机关已向您送达收费通知，您逾期未缴纳费用，视为放弃申请，本机关不再处理。"),
        ReplyRow(_R.OTHER, _G.OTHER, "3", "第三十六条", "［处理情况和理由］"),
    )
}  # fmt: skip
"""The leaf rows of table 3 in the order of the table."""
