"""A believable content for every kind of paper."""

from datetime import date
from typing import Any

from zhengtong.papers.choices import PaperKind

MATTER = {
    "applicant": "安福县青枫示例茶业有限公司",
    "item": "食品经营许可（新办）",
    "case_ref": "360829033XK20261123000017",
    "contact": "0796-7620033（县政务服务中心5号窗口）",
}
MATERIALS = [
    {"name": "食品经营许可申请书", "form": "原件", "copies": "1"},
    {"name": "营业执照", "form": "复印件", "copies": "1", "note": "与原件核对无误"},
    {"name": "与食品经营相适应的主要设备设施布局、操作流程等文件", "form": "电子件", "copies": "1"},
    {"name": "保证食品安全的规章制度", "form": "电子件", "copies": "1"},
]

REQUEST = {
    "applicant": "张桂兰",
    "wanted": "横龙镇2025年农村危房改造补助发放名单",
    "case_ref": "YSQ20261120000011",
    "received_on": date(2026, 11, 20),
}
CONTENT: dict[PaperKind, dict[str, Any]] = {
    PaperKind.RECEIPT: {
        **MATTER,
        "received_on": date(2026, 11, 20),
        "receiver": "李小燕",
        "materials": MATERIALS,
        "query_code": "402817",
    },
    PaperKind.CORRECTION_NOTICE: {
        **MATTER,
        "applied_on": date(2026, 11, 20),
        "defects": [
            {
                "material": "营业执照",
                "problem": "复印件未加盖公章，经营范围中没有“食品销售”。",
                "remedy": "变更经营范围后，提交加盖公章的复印件1份。",
            },
            {
                "material": "设备设施布局图",
                "problem": "未标明清洗、消毒和仓储区域。",
                "remedy": "按实际布局重新绘制并标明各功能区的面积。",
            },
        ],
        "reply_by": date(2026, 12, 4),
        "submit_to": "县政务服务中心5号窗口，或者登录安福县政务服务网“我的办件”在线提交",
    },
    PaperKind.CORRECTION_RECEIPT: {
        **MATTER,
        "notice_number": "安市监补〔2026〕12号",
        "received_on": date(2026, 11, 25),
        "receiver": "李小燕",
        "materials": MATERIALS[1:3],
    },
    PaperKind.ACCEPTANCE: {
        **MATTER,
        "applied_on": date(2026, 11, 20),
        "accepted_on": date(2026, 11, 23),
        "statutory_limit": "20个工作日",
        "statutory_due": date(2026, 12, 21),
        "promised_limit": "5个工作日",
        "promised_due": date(2026, 11, 30),
        "query_code": "402817",
    },
    PaperKind.NON_ACCEPTANCE: {
        **MATTER,
        "applied_on": date(2026, 11, 20),
        "reasons": "你单位申请许可的经营场所位于吉安市吉州区，不属于本机关管辖的行政区域。",
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第二项；《食品经营许可和备案管理办法》第七条。",
        "competent_organ": "吉安市吉州区市场监督管理局",
    },
    PaperKind.SPECIAL_PROCEDURE: {
        **MATTER,
        "accepted_on": date(2026, 11, 23),
        "procedure": "专家评审",
        "reason": "申请涉及冷链配送新工艺的食品安全风险评价",
        "limit": "10个工作日",
        "starts_on": date(2026, 11, 26),
    },
    PaperKind.EXTENSION: {
        **MATTER,
        "accepted_on": date(2026, 11, 23),
        "original_due": date(2026, 12, 21),
        "limit": "10个工作日",
        "new_due": date(2027, 1, 5),
        "reason": "经营场所现场整改尚未完成，需要再次核查",
        "approved_by": "本机关负责人",
    },
    PaperKind.GRANT: {
        **MATTER,
        "accepted_on": date(2026, 11, 23),
        "decision": "准予在安福县平都镇示例路1号从事预包装食品（含冷藏冷冻食品）销售。",
        "basis": "《中华人民共和国食品安全法》第三十五条、《中华人民共和国行政许可法》第三十八条第一款",
        "certificate": "食品经营许可证",
        "valid": "五年，自2026年11月27日起至2031年11月26日",
    },
    PaperKind.DENIAL: {
        **MATTER,
        "accepted_on": date(2026, 11, 23),
        "reasons": "（一）经营场所与有毒、有害场所的距离不符合规定。\n（二）未配备与经营品种相适应的冷藏设备，经限期整改仍未达到要求。",
        "basis": "《中华人民共和国食品安全法》第三十三条第一款第一项、第二项；《中华人民共和国行政许可法》第三十八条第二款。",
    },
    PaperKind.COMPLETION: {
        **MATTER,
        "accepted_on": date(2026, 11, 23),
        "finished_on": date(2026, 11, 27),
        "result": "准予许可，颁发《食品经营许可证》",
        "results": [
            {"name": "食品经营许可证", "form": "纸质、电子", "copies": "正副本各1", "note": "JY13608290000001"}
        ],
        "collect": "县政务服务中心出证窗口领取，或者免费邮寄",
    },
    PaperKind.RETURN: {
        **MATTER,
        "received_on": date(2026, 11, 20),
        "reasons": "申请人于2026年11月22日书面撤回申请。",
        "materials": MATERIALS[:2],
        "advice": "条件具备后可以重新申请，已核对的材料三个月内不必重复提交。",
    },
    PaperKind.HANDOVER: {
        **MATTER,
        "documents": [
            {"name": "准予行政许可决定书", "form": "原件", "copies": "1", "note": "安市监准〔2026〕12号"},
            {"name": "食品经营许可证", "form": "正本、副本", "copies": "2"},
        ],
        "method": "窗口领取",
        "receiver": "李明",
        "receiver_number": "360829********0012",
        "handed_by": "李小燕",
        "handed_on": date(2026, 11, 30),
    },
    PaperKind.SERVICE_RETURN: {
        **MATTER,
        "document": "准予行政许可决定书",
        "document_number": "安市监准〔2026〕12号",
        "method": "直接送达",
        "place": "安福县政务服务中心出证窗口",
        "servers": "李小燕、王志强",
    },
    PaperKind.DEFERRAL_PROMISE: {**MATTER, "missing": MATERIALS[3:], "due_on": date(2026, 12, 7)},
    PaperKind.COMMITMENT: {
        **MATTER,
        "requirements": "具有与经营的食品品种、数量相适应的场所和设备；有专职或者兼职的食品安全管理人员和规章制度。",
        "basis": "《中华人民共和国食品安全法》第三十三条、第三十五条；国办发〔2020〕42号。",
        "supervision": "作出决定后三十个工作日内现场核查承诺内容是否属实。",
        "consequences": "承诺不实的，责令限期整改；逾期拒不整改或者整改后仍不符合条件的，撤销行政许可，并记入信用记录。",
        "promises": "一、所填写的基本信息真实、准确。\n二、已满足告知的条件和要求，能够在约定期限内提交证明材料。\n三、愿意承担不实承诺、违反承诺的法律责任。",
    },
    PaperKind.HEARING_NOTICE: {
        **MATTER,
        "subject": "该许可直接涉及申请人与相邻住户之间的重大利益关系",
        "apply_to": "书面送交本机关政策法规股（县行政中心B栋201室），或者登录安福县政务服务网提出",
    },
    PaperKind.DELEGATION: {
        "principal": "张桂兰",
        "principal_number": "360829********0068",
        "principal_address": "安福县平都镇向阳村第三村民小组",
        "agent": "周建国",
        "station": "平都镇向阳村便民服务站",
        "item": "高龄津贴申请",
        "powers": "代为填写和提交申请、补正材料、领取办理结果",
        "materials": [{"name": "居民身份证", "form": "复印件"}, {"name": "银行卡", "form": "复印件"}],
        "valid_until": date(2027, 2, 28),
        "consented_on": date(2026, 11, 22),
        "contact": "0796-7620100",
    },
    PaperKind.CERTIFICATE: {
        "name": "食品经营许可证",
        "certificate_number": "JY13608290000001",
        "holder": "安福县青枫示例茶业有限公司",
        "lines": [
            {"label": "经营场所", "value": "安福县平都镇示例路1号"},
            {"label": "法定代表人", "value": "李明"},
            {"label": "经营项目", "value": "预包装食品（含冷藏冷冻食品）销售"},
        ],
        "valid_from": date(2026, 11, 27),
        "valid_to": "2031年11月26日",
        "case_ref": "360829033XK20261123000017",
    },
    PaperKind.SUPERVISION_ORDER: {
        "addressee": "安福县民政局",
        "order_ref": "DB202611230000018",
        "level": "重点督办",
        "source": "监察预警",
        "title": "最低生活保障对象认定超过承诺时限",
        "text": "你单位受理的“最低生活保障对象认定”超过承诺时限仍未办结。\n请查明原因，尽快办结，并说明责任人和整改措施。",
        "basis": "《安福县行政效能电子监察办法（示例）》第九条",
        "responsible": "社会救助股负责人",
        "cards": [
            {
                "ref": "JC202611230000017",
                "level": "黄牌",
                "title": "超过承诺时限：最低生活保障对象认定",
                "moment": "2026-11-23 00:00",
            }
        ],
        "sign_by": "2026年11月24日24时",
        "answer_by": "2026年11月30日24时",
    },
    PaperKind.SUPERVISION_ADVICE: {
        "addressee": "安福县民政局",
        "order_ref": "DB202611230000018",
        "title": "最低生活保障对象认定超过承诺时限",
        "facts": "今年三季度以来，你单位社会保障类事项先后三次超过承诺时限。",
        "advice": "一、对承办人员开展时限管理培训。\n二、建立到期前两个工作日的内部提醒。",
        "basis": "《安福县行政效能电子监察办法（示例）》第十二条",
        "answer_by": "2026年11月30日24时",
    },
    PaperKind.DISCLOSURE_CORRECTION: {
        **REQUEST,
        "problems": "没有写明所需发放名单的年份和补助种类。",
        "guidance": "请写明年份和补助种类，例如：2025年农村危房改造补助。",
        "reply_by": date(2026, 12, 14),
        "submit_to": "登录网站“依申请公开”栏目补正，或者送到县行政中心A栋305室",
    },
    PaperKind.DISCLOSURE_CONSULTATION: {
        **REQUEST,
        "applicant": "安福县青枫示例茶业有限公司",
        "question": "该信息中的供货价格是否涉及你单位的商业秘密，是否同意公开。",
        "silence": "逾期未提出意见的，由本机关依照条例的规定决定是否公开。",
        "answer_to": "安福县民政局办公室（县行政中心A栋305室）",
        "basis": "《中华人民共和国政府信息公开条例》第三十二条",
    },
    PaperKind.DISCLOSURE_EXTENSION: {
        **REQUEST,
        "original_due": date(2026, 12, 18),
        "limit": "20个工作日",
        "new_due": date(2027, 1, 18),
        "reason": "涉及十九个乡镇的纸质档案，需要逐册检索",
        "approved_by": "政府信息公开工作机构负责人白云飞",
    },
    PaperKind.DISCLOSURE_FEE: {
        **REQUEST,
        "method": "按量计收",
        "amount": "700元",
        "reckoning": "共100页：第1至30页30页×0元，第31至100页70页×10元，合计700元",
        "pay_by": date(2026, 12, 18),
        "pay_to": "凭本通知到县行政服务中心财政窗口缴纳，费用上缴国库",
    },
    PaperKind.DISCLOSURE_REPLY: {
        **REQUEST,
        "decision": "部分公开",
        "reasons": "您申请公开的信息中含有不应当公开的内容，能够区分处理。",
        "basis": "《中华人民共和国政府信息公开条例》第三十七条",
        "withheld": "名单中的身份证号码、银行账号属于个人隐私，不予公开。",
        "provided": "2025年农村危房改造补助发放名单（已隐去个人信息）电子文档1份。",
        "remedy": "如不服本答复，应当自收到本答复之日起六十日内先向安福县人民政府申请行政复议。",
    },
}
