"""The plans: who applied for what, how long ago, and how far it has come. Every state of a case occurs."""

from zhengtong.cases import actions, queries
from zhengtong.forms.queries import current_version

from .answers import answers
from .diary import Diary, Story
from .people import People, scan
from .plan import Plan

LONGEST = 62
"""Working days; the oldest plan is younger."""

PLANS = (
    # 张阿姨
    Plan("MZ-JF-0018", "zhangayi", 58, "archive", way="xiangyang", rating="very_satisfied"),
    Plan("MZ-JF-0020", "zhangayi", 40, turns=("correct",), rating="satisfied"),
    Plan("RS-BM-0059", "zhangayi", 30, rating="very_satisfied"),
    Plan("YB-JF-0061", "zhangayi", 6, "step", turns=("defer",)),
    Plan("CL-QR-0022", "zhangayi", 4, "correct", turns=("correct",)),
    Plan("GA-QR-0030", "zhangayi", 9, "finish", turns=("fee",)),
    Plan("MZ-JF-0023", "zhangayi", 8, "review", agent="zhangxiaomei"),
    # 李明, 张小梅, 彭水根
    Plan("TOWN-XK-0016", "liming", 45, "archive", rating="satisfied"),
    Plan("SC-QR-0001", "liming", 33, way="window", rating="very_satisfied"),
    Plan("SF-BM-0064", "liming", 5, "decide", turns=("deny",)),
    Plan("GA-XK-0031", "liming", 8, "issue_certificate", turns=("fee",)),
    Plan("GA-QR-0030", "liming", 12, "submit"),
    Plan("MZ-JF-0020", "liming", 1, "submit"),
    Plan("SG-BM-0072", "liming", 7, turns=("return",)),
    Plan("MZ-JF-0020", "liming", 17, "review"),
    Plan("TOWN-BM-0014", "zhangxiaomei", 16, turns=("defer", "supply"), rating="very_satisfied"),
    Plan(
        "SC-XK-0003",
        "zhangxiaomei",
        27,
        turns=("joint",),
        children=("WJ-XK-0007", "CG-XK-0052"),
        rating="satisfied",
    ),
    Plan("SG-BM-0072", "zhangxiaomei", 2, "accept"),
    Plan("GA-QR-0030", "zhangxiaomei", 22, turns=("withdraw",)),
    Plan("SF-BM-0064", "zhangxiaomei", 9, turns=("pre_reject",)),
    Plan("WJ-XK-0010", "zhangxiaomei", 20, rating="fair"),
    Plan("NY-JF-0070", "pengshuigen", 36, "step", way="yuejia"),
    Plan("JS-JF-0050", "pengshuigen", 55, "step", slow=12),
    Plan("LY-XK-0038", "pengshuigen", 12, "review", turns=("extend",)),
    Plan("MZ-JF-0018", "pengshuigen", 26, way="yuejia", slow=4, rating="satisfied"),
    Plan("YB-JF-0061", "pengshuigen", 2, "receive"),
    Plan("TOWN-XK-0016", "pengshuigen", 11, "step"),
    # 企业
    Plan("SL-XK-0039", "qingfeng-tea", 30, "suspend", turns=("suspend",)),
    Plan("FG-XK-0046", "qingfeng-tea", 56, turns=("suspend",), rating="very_satisfied"),
    Plan("HB-XK-0055", "qingfeng-tea", 15, "suspend", turns=("suspend", "assign")),
    Plan("JT-XK-0035", "qingfeng-tea", 8, "request_extension", turns=("extend",)),
    Plan("SC-XK-0003", "qingfeng-tea", 4, "step", turns=("joint",), children=("WJ-XK-0007",)),
    Plan("CG-XK-0052", "qingfeng-tea", 14, turns=("refuse",)),
    Plan("MZ-XK-0026", "qingfeng-tea", 10, "step", turns=("assign", "defer", "supply")),
    Plan("FG-QT-0045", "qingfeng-tea", 5, "finish"),
    Plan("RS-XK-0063", "yueshan-farm", 18, "accept"),
    Plan("SC-XK-0003", "yueshan-farm", 2, "submit"),
    Plan("MZ-XK-0026", "yueshan-farm", 3, "receive"),
    Plan("JT-XK-0035", "yueshan-farm", 21, "decide", turns=("deny",)),
    Plan("LY-XK-0038", "yueshan-farm", 24, turns=("transfer",)),
    Plan("NY-XK-0041", "yueshan-farm", 38, rating="dissatisfied", slow=9),
    # 到窗口和村级便民服务站来的人
    Plan("MZ-JF-0021", "彭秀兰", 20, way="yuejia"),
    Plan("MZ-JF-0021", "谢金莲", 9, "step", way="shixi"),
    Plan("MZ-JF-0021", "管金生", 2, "receive", way="yangshimu"),
    Plan("MZ-JF-0018", "管金生", 14, "step", way="yangshimu", slow=3),
    Plan("MZ-JF-0020", "刘桂英", 6, "step", way="zhouhu"),
    Plan("MZ-JF-0020", "李根水", 1, "submit", way="xiangyang"),
    Plan("YB-JF-0061", "彭秀兰", 25, "review", way="yuejia"),
    Plan("CL-QR-0022", "刘桂英", 19, way="window"),
    Plan("MZ-QR-0024", "刘芳", 11, way="window"),
    Plan("MZ-QR-0024", "曾小红", 1, "decide", way="window"),
    Plan("GA-QR-0030", "王小毛", 7, "decide", way="window", turns=("fee",)),
    Plan("GA-XK-0031", "刘芳", 19, "deliver", way="window", turns=("fee",), slow=6),
    Plan("ZR-QR-0053", "罗志强", 4, "step", way="window", turns=("fee",)),
    Plan("ZR-QR-0053", "欧阳春华", 16, "step", way="window"),
    Plan("JT-XK-0033", "周建国", 21, "archive", way="window"),
    Plan("SC-QR-0001", "朱美玲", 1, "accept", way="window"),
    Plan("SC-XK-0004", "李根水", 15, way="window", turns=("deny",)),
    Plan("SC-XK-0003", "朱美玲", 10, "finish", way="window", turns=("step_back",)),
    Plan("SC-XK-0003", "曾小红", 3, "accept", way="window", turns=("defer",)),
    Plan("WJ-XK-0007", "罗志强", 35, "correct", way="window", turns=("correct",)),
    Plan("WG-XK-0065", "欧阳春华", 22, "suspend", way="window", turns=("suspend",)),
    Plan("NY-XK-0041", "周建国", 27, way="window", turns=("void",)),
    Plan("RS-BM-0059", "王小毛", 4, way="window"),
    Plan("RS-BM-0062", "曾小红", 8, way="window"),
    Plan("LY-XK-0036", "周建国", 13, "issue_certificate", way="window"),
)


def drafts(diary: Diary, people: People) -> tuple[Story, ...]:
    """What 张阿姨 began and has not handed in."""
    return _begun(diary, people), _half_filled(diary, people)


def _begun(diary: Diary, people: People) -> Story:
    at = diary.begin(2)
    yield at
    actions.start_draft("MZ-JF-0019", by=people.citizen("zhangayi").user, at=at)


def _half_filled(diary: Diary, people: People) -> Story:
    at = diary.begin(1)
    yield at
    applicant = people.citizen("zhangayi")
    draft = actions.start_draft("JS-JF-0050", by=applicant.user, at=at)
    item = queries.guide(draft.version_id)
    at = diary.later(at)
    yield at
    entries = answers(item.form, "JS-JF-0050", applicant) | {"promise": ""}
    actions.save_draft(
        draft.draft_token, form_version=current_version(item.form), values=entries, by=applicant.user, at=at
    )
    material = next(m for m in item.materials if m.need == "required" and m is not queries.filled_online(item))
    file = scan(material.name, by=f"citizen:{applicant.user.pk}", at=at)
    actions.attach_material(draft.draft_token, material.order, file, by=applicant.user, at=at)
