from django.db.models import TextChoices


class RegionLevel(TextChoices):
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇"
    VILLAGE = "village", "村（社区）"


class UnitKind(TextChoices):
    COUNTY_DEPARTMENT = "county_department", "县政府工作部门"
    PARTY_ORGAN = "party_organ", "党委部门"
    VERTICAL = "vertical", "垂直管理单位"
    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    ENTERPRISE = "enterprise", "公用企业"
    TOWNSHIP = "township", "乡镇人民政府"


class StationLevel(TextChoices):
    COUNTY = "county", "县政务服务中心"
    TOWNSHIP = "township", "乡镇便民服务中心"
    VILLAGE = "village", "村（社区）便民服务站"


class UserKind(TextChoices):
    STAFF = "staff", "工作人员"
    CITIZEN = "citizen", "公众"


class CitizenKind(TextChoices):
    NATURAL = "natural", "自然人"
    LEGAL = "legal", "法人或其他组织"


class IdType(TextChoices):
    """证件类型 (GA/T 2000.156)."""

    RESIDENT = "111", "居民身份证"
    TEMPORARY = "112", "临时身份证"
    HOUSEHOLD = "113", "户口簿"
    PASSPORT = "414", "普通护照"
    TAIWAN = "511", "台湾居民来往大陆通行证"
    CREDIT_CODE = "001", "统一社会信用代码"
    OTHER = "999", "其他证件"


class ConsentMethod(TextChoices):
    """How the principal's consent was given."""

    WINDOW = "window", "窗口当面确认"
    PAPER = "paper", "书面委托书"
    ONLINE = "online", "本人网上确认"


class Permission(TextChoices):
    """What a role may allow. The second axis, where, stands in the assignment."""

    CASE_VIEW = "case.view", "查看办件"
    CASE_RECEIVE = "case.receive", "窗口收件"
    CASE_CORRECT = "case.correct", "补正告知"
    CASE_ACCEPT = "case.accept", "受理"
    CASE_REFUSE = "case.refuse", "不予受理"
    CASE_REVIEW = "case.review", "审查"
    CASE_SUSPEND = "case.suspend", "启动特别程序"
    CASE_EXTEND = "case.extend", "申请延期"
    CASE_APPROVE_EXTENSION = "case.approve_extension", "批准延期"
    CASE_DECIDE = "case.decide", "决定"
    CASE_FINISH = "case.finish", "办结"
    CASE_DELIVER = "case.deliver", "送达"
    CASE_VOID = "case.void", "作废"
    CASE_TRANSFER = "case.transfer", "转报"
    CASE_ASSIST = "case.assist", "代收代办"
    ITEM_EDIT = "item.edit", "编辑事项"
    ITEM_SUBMIT = "item.submit", "提交事项审核"
    ITEM_REVIEW_CENTER = "item.review.center", "行政服务中心初审"
    ITEM_REVIEW_LEGAL = "item.review.legal", "法制审定"
    ITEM_REVIEW_EGOV = "item.review.egov", "电子政务办审核"
    ITEM_REVIEW_CITY = "item.review.city", "市级审定登记"
    ITEM_PUBLISH = "item.publish", "发布事项"
    ITEM_IMPORT = "item.import", "导入事项"
    FORM_EDIT = "form.edit", "设计表单"
    ORG_EDIT = "org.edit", "管理机构"
    USER_EDIT = "user.edit", "管理人员"
    CALENDAR_EDIT = "calendar.edit", "管理工作日历"
    LETTER_ANSWER = "letter.answer", "答复咨询"
    AUDIT_READ = "audit.read", "查看流水"
    JOURNAL_VERIFY = "journal.verify", "校验流水"
    SUPERVISION_VIEW = "supervision.view", "查看监察台"
    CARD_JUDGE = "card.judge", "确认发牌与审查申诉"
    CARD_ANSWER = "card.answer", "查看本单位发牌、申诉和反馈督办"
    ORDER_ISSUE = "order.issue", "下发和审核督办单"
    RULE_EDIT = "rule.edit", "起草监察规则"
    RULE_APPROVE = "rule.approve", "批准监察规则"
    COMPLAINT_HANDLE = "complaint.handle", "受理和分办投诉"
    COMPLAINT_ANSWER = "complaint.answer", "办理投诉"
    APPRAISAL_EDIT = "appraisal.edit", "编制绩效评估"
    APPRAISAL_PUBLISH = "appraisal.publish", "审定发布绩效评估"
    EXCHANGE_MANAGE = "exchange.manage", "管理外部系统与省级对接"
    CONTENT_EDIT = "content.edit", "采编稿件"
    CONTENT_REVIEW_FIRST = "content.review.first", "稿件初审"
    CONTENT_REVIEW_SECOND = "content.review.second", "稿件复审"
    CONTENT_SIGN = "content.sign", "稿件终审签发"
    SITE_MANAGE = "site.manage", "管理站点、栏目和模板"
    WORDS_EDIT = "words.edit", "维护敏感词、错词和热词"
    DISCLOSURE_HANDLE = "disclosure.handle", "办理依申请公开"
    DISCLOSURE_REVIEW = "disclosure.review", "依申请公开合法性审核"
    DISCLOSURE_APPROVE = "disclosure.approve", "批准依申请公开答复和延期"
    DISCLOSURE_REGISTER = "disclosure.register", "登记主动公开信息和编制年报"
    SURVEY_EDIT = "survey.edit", "编制和发布调查征集"
    INTERVIEW_RUN = "interview.run", "策划和导播在线访谈"
    INTERVIEW_MODERATE = "interview.moderate", "审核访谈提问"
    INTERVIEW_RECORD = "interview.record", "主持和速录在线访谈"
