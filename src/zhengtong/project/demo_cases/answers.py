"""What the demo applicants write into the forms."""

from typing import Any

from zhengtong.org.models import Citizen

REASONS = {
    "MZ-JF-0021": "本人已年满八十周岁，户籍在本村，申请高龄老年人补贴。",
    "MZ-JF-0020": "家中近期因病支出较大，生活暂时困难，申请临时救助。",
    "MZ-XK-0026": "会员二十八人，拟成立安福县青枫茶业协会，开展茶叶种植技术交流和行业自律。",
    "CL-QR-0022": "因交通事故致右下肢残疾，申请办理残疾人证。",
    "JS-JF-0050": "现住土坯房经鉴定为D级危房，申请农村危房改造补助。",
    "YB-JF-0061": "住院治疗三十二天，医保报销后自付费用较高，申请医疗救助。",
    "GA-QR-0030": "居民身份证有效期即将届满，申请换领。",
    "GA-XK-0031": "拟赴国外探亲，申请普通护照。",
    "WJ-XK-0010": "已通过护士执业资格考试，拟在县人民医院执业，申请注册。",
    "SG-BM-0072": "新建住房一栋，申请接装自来水。",
    "TOWN-BM-0014": "夫妻双方已怀孕，办理生育登记。",
    "SL-XK-0039": "茶园灌溉和茶叶加工用水，拟在泸水河支流取水，年取水量约二万立方米。",
    "FG-XK-0046": "拟建茶叶精制加工项目，总投资二千六百万元。",
    "HB-XK-0055": "茶叶精制加工项目环境影响报告表已编制完成，申请审批。",
    "CG-XK-0052": "拟在门店外墙设置户外广告牌，长六米、高一点二米。",
    "NY-XK-0041": "拟在镇上开设农资门店，经营农药零售。",
    "RS-XK-0063": "拟开展劳务派遣业务，注册资本二百万元，已建立管理制度。",
    "JT-XK-0035": "茶园道路与县道平面交叉，需在县道一侧开挖埋设管线，长四十二米。",
    "LY-XK-0038": "修建茶园作业便道，临时使用林地零点六公顷，期限两年。",
    "SC-XK-0004": "从事茶油小作坊加工，年加工量约三十吨。",
}
_FALLBACK = "情况属实，符合办理条件，特此申请。"


def answers(form: str, item: str, who: Citizen) -> dict[str, Any]:
    """Entries for one of the county's forms, as typed; KeyError for a form nobody in the stories fills in."""
    return {
        "general-natural": _natural,
        "general-enterprise": _enterprise,
        "food-permit": _food,
        "subsistence-allowance": _subsistence,
        "homestead": _homestead,
        "pension-enrolment": _pension,
        "legal-aid": _legal_aid,
    }[form](item, who)


def _natural(item: str, who: Citizen) -> dict[str, Any]:
    reason = REASONS.get(item, _FALLBACK)
    return {
        "request_kind": "new",
        "reason": reason,
        "place": who.region.code,
        "pickup": "station",
        "promise": "yes",
    }


def _enterprise(item: str, who: Citizen) -> dict[str, Any]:
    return {
        "request_kind": "new",
        "reason": REASONS.get(item, _FALLBACK),
        "place": who.region.code,
        "place_detail": who.address,
        "handled_by": "head",
        "promise": "yes",
    }


def _food(_: str, who: Citizen) -> dict[str, Any]:
    name = who.legal_representative or who.name
    return {
        "request_kind": "new",
        "operator_kind": "catering",
        "items": ["hot", "drink"],
        "place": who.region.code,
        "place_detail": who.address,
        "area": "86",
        "online_sale": "no",
        "safety_officer": name,
        "safety_officer_phone": who.phone,
        "workers": [{"worker_name": name, "post": "厨师", "health_until": "2027-06-30"}],
        "promise": "yes",
    }


def _subsistence(_: str, who: Citizen) -> dict[str, Any]:
    return {
        "home_region": who.region.code,
        "lives_at_home": "yes",
        "members": [
            {
                "member_name": who.name,
                "relation": "self",
                "member_id_number": who.id_number,
                "monthly_income": "260",
                "health": "chronic",
            }
        ],
        "difficulty": ["illness", "no_labour"],
        "medical_cost": "8600",
        "land_area": "1.2",
        "deposit": "1500",
        "has_vehicle": "no",
        "other_house": "no",
        "kinship": "no",
        "authorise_check": "yes",
        "promise": "yes",
    }


def _homestead(_: str, who: Citizen) -> dict[str, Any]:
    return {
        "village": who.region.code,
        "group": "第二村民小组",
        "members": [{"member_name": who.name, "relation": "户主", "member_id_number": who.id_number}],
        "has_old": "yes",
        "old_area": "110",
        "old_plan": "rebuild",
        "site": "老屋原址，东靠村道，南靠水塘，西靠菜地，北靠后山",
        "land_kind": "old_site",
        "plot_area": "120",
        "base_area": "110",
        "floors": "2",
        "height": "7.5",
        "neighbour": "agreed",
        "promise": "yes",
    }


def _pension(_: str, who: Citizen) -> dict[str, Any]:
    return {
        "home_region": who.region.code,
        "request_kind": "new",
        "grade": "1000",
        "special": "none",
        "pay_method": "online",
        "student": "no",
        "other_pension": "no",
        "promise": "yes",
    }


def _legal_aid(_: str, who: Citizen) -> dict[str, Any]:
    return {
        "group": ["migrant"],
        "region": who.region.code,
        "case_kind": "wage",
        "aid_kind": "litigation",
        "opponent": "某建筑劳务公司（示例）",
        "amount": "23600",
        "story": "今年三月至七月在县城工地做木工，约定每天三百二十元，完工后一直没有结清工资，多次催要未果。",
        "stage": "none",
        "promise": "yes",
    }
