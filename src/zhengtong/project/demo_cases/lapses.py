"""The plans in which something went wrong, so that whoever supervises has something to find.

Late against the promise, late against the law, late in one step, left lying in a special procedure, with a village or a
township; the same hand that accepted decides; everything within minutes. No county is without them, and each is made by
the same acts as a case that went well.
"""

from .plan import Plan

PLANS = (
    # 超承诺时限，法定时限内办结
    Plan("SC-XK-0003", "伍秋生", 54, way="window", slow=6),
    Plan("JT-XK-0033", "尹志明", 47, way="window", slow=7),
    Plan("WJ-XK-0011", "郁小春", 41, way="window", slow=8),
    Plan("LY-XK-0036", "赖建平", 36, way="window", slow=6),
    Plan("GA-XK-0031", "康春梅", 29, way="window", slow=9),
    Plan("SG-BM-0072", "liming", 44, slow=7, rating="dissatisfied"),
    Plan("MZ-JF-0020", "颜玉莲", 31, way="t207-clerk", slow=12),
    Plan("YC-XK-0068", "邓水生", 24, way="window", slow=9),
    # 超法定时限
    Plan("JS-XK-0047", "qingfeng-tea", 39, way="window", slow=10),
    Plan("SC-XK-0003", "yueshan-farm", 26, way="window", slow=13),
    Plan("NY-XK-0043", "yueshan-farm", 33, "accept", way="window"),
    # 在办，已经超过承诺时限
    Plan("CG-XK-0052", "罗志强", 16, "step", way="window", slow=2),
    Plan("WJ-XK-0012", "曾小红", 13, "step", way="window", slow=3),
    Plan("ZR-XK-0017", "肖兰英", 19, "step", way="window", slow=5),
    Plan("MZ-JF-0021", "颜玉莲", 27, "step", way="t207-clerk", slow=11),
    # 承诺时限内，一个环节超期
    Plan("MZ-JF-0018", "肖兰英", 18, "step", way="t201-clerk", slow=10),
    Plan("SC-XK-0005", "朱美玲", 11, "review", way="window", slow=5),
    # 特别程序超过告知的天数；结束以后办结
    Plan("SL-XK-0040", "yueshan-farm", 60, turns=("suspend", "overstay"), way="window"),
    Plan("FG-XK-0046", "yueshan-farm", 48, "suspend", turns=("suspend",), way="window"),
    # 村、乡镇代收，迟迟没有移交
    Plan("MZ-JF-0021", "谢金莲", 34, way="shixi", turns=("late_intake",)),
    Plan("MZ-JF-0020", "李根水", 22, way="xiangyang", turns=("late_intake",), slow=3),
    Plan("CL-QR-0022", "邓水生", 15, "step", way="t203-clerk", turns=("late_intake",)),
    Plan("MZ-JF-0020", "康春梅", 4, "submit", way="t204-clerk"),
    # 网上预审超期
    Plan("GA-QR-0030", "zhangxiaomei", 21, turns=("late_intake", "fee"), rating="satisfied"),
    # 受理、决定是同一人；几分钟办完一件承诺件
    Plan("SG-BM-0072", "尹志明", 20, way="window", turns=("one_hand",)),
    Plan("GD-BM-0071", "赖建平", 12, way="window", turns=("one_hand", "at_once")),
    Plan("JT-XK-0033", "伍秋生", 17, way="window", turns=("at_once",)),
    # 决定以后没有按期送达
    Plan("JT-XK-0033", "周建国", 38, way="window", kept=14),
    Plan("WG-XK-0065", "罗志强", 32, "finish", way="window"),
    # 退回上一环节
    Plan("SC-XK-0004", "刘芳", 14, way="window", turns=("step_back",)),
)
