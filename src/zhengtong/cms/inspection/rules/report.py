"""政府网站工作年度报表 (政府网站发展指引 第九部分): its fields, in the order of the form, and what may be typed into them."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhengtong.foundation.errors import Refusal

COUNTED, TYPED = "counted", "typed"
LONGEST = 500
MOST = 10**12


@dataclass(frozen=True, slots=True)
class Field:
    """One cell: its group, label and unit; whether the product counts it or somebody types it; text or a number."""

    key: str
    group: str
    label: str
    unit: str = ""
    how: str = COUNTED
    is_text: bool = False


_BASIC, _VISITS, _PUBLISHED, _TOPICS = "基本情况", "访问量", "信息发布", "专栏专题"
_EXPLAINED, _RESPONSES, _SERVICES, _LETTERS = "解读信息发布", "回应公众关注热点或重大舆情", "办事服务", "留言办理"
_SURVEYS, _INTERVIEWS, _ROBOT, _SAFETY, _MOBILE, _NEW = (
    "征集调查", "在线访谈", "智能问答", "安全防护", "移动新媒体", "创新发展",
)  # fmt: skip

FIELDS = (
    Field("name", _BASIC, "网站名称", is_text=True),
    Field("address", _BASIC, "首页网址", is_text=True),
    Field("unit", _BASIC, "主办单位", is_text=True),
    Field("site_code", _BASIC, "政府网站标识码", is_text=True),
    Field("icp", _BASIC, "ICP备案号", is_text=True),
    Field("police", _BASIC, "公安机关备案号", is_text=True),
    Field("visitors", _VISITS, "独立用户访问总量", "个"),
    Field("views", _VISITS, "网站总访问量", "次"),
    Field("published", _PUBLISHED, "总数", "条"),
    Field("overview", _PUBLISHED, "概况类信息更新量", "条"),
    Field("news", _PUBLISHED, "政务动态信息更新量", "条"),
    Field("information", _PUBLISHED, "信息公开目录信息更新量", "条"),
    Field("topics", _TOPICS, "维护数量", "个"),
    Field("topics_new", _TOPICS, "新开设数量", "个"),
    Field("explained", _EXPLAINED, "总数", "条"),
    Field("explained_text", _EXPLAINED, "解读材料数量", "条"),
    Field("explained_picture", _EXPLAINED, "解读产品（图解）数量", "个"),
    Field("explained_media", _EXPLAINED, "媒体评论和视频解读数量", "篇"),
    Field("responses", _RESPONSES, "回应数量", "次", TYPED),
    Field("users", _SERVICES, "注册用户数", "个"),
    Field("items", _SERVICES, "政务服务事项数量", "项"),
    Field("items_online", _SERVICES, "可全程在线办理政务服务事项数量", "项"),
    Field("cases", _SERVICES, "办件量", "件"),
    Field("cases_natural", _SERVICES, "自然人办件量", "件"),
    Field("cases_legal", _SERVICES, "法人办件量", "件"),
    Field("letters", _LETTERS, "收到留言数量", "条"),
    Field("letters_done", _LETTERS, "办结留言数量", "条"),
    Field("letters_days", _LETTERS, "平均办理时间", "天"),
    Field("letters_public", _LETTERS, "公开答复数量", "条"),
    Field("surveys", _SURVEYS, "征集调查期数", "期", TYPED),
    Field("surveys_opinions", _SURVEYS, "收到意见数量", "条", TYPED),
    Field("surveys_results", _SURVEYS, "公布调查结果期数", "期", TYPED),
    Field("interviews", _INTERVIEWS, "访谈期数", "期", TYPED),
    Field("interviews_asked", _INTERVIEWS, "网民留言数量", "条", TYPED),
    Field("interviews_answered", _INTERVIEWS, "答复网民提问数量", "条", TYPED),
    Field("robot", _ROBOT, "是否提供智能问答", how=TYPED, is_text=True),
    Field("safety_checks", _SAFETY, "安全检测评估次数", "次", TYPED),
    Field("safety_found", _SAFETY, "发现问题数量", "个", TYPED),
    Field("safety_mended", _SAFETY, "问题整改数量", "个", TYPED),
    Field("safety_watched", _SAFETY, "是否建立安全监测预警机制", how=TYPED, is_text=True),
    Field("safety_drill", _SAFETY, "是否开展应急演练", how=TYPED, is_text=True),
    Field("safety_person", _SAFETY, "是否明确网站安全责任人", how=TYPED, is_text=True),
    Field("app", _MOBILE, "移动客户端（App）", how=TYPED, is_text=True),
    Field("weibo", _MOBILE, "微博", how=TYPED, is_text=True),
    Field("wechat", _MOBILE, "微信", how=TYPED, is_text=True),
    Field("innovation", _NEW, "创新举措", how=TYPED, is_text=True),
)
BY_KEY = {one.key: one for one in FIELDS}


def groups() -> dict[str, list[Field]]:
    """The fields by their group, in order."""
    found: dict[str, list[Field]] = {}
    for one in FIELDS:
        found.setdefault(one.group, []).append(one)
    return found


def read_typed(values: Mapping[str, str]) -> dict[str, int | str]:
    """What somebody typed into the form, field by field; an empty field is not typed. Raises Refusal at the field."""
    read: dict[str, int | str] = {}
    for key, said in values.items():
        one = BY_KEY.get(key)
        if one is None or one.group == _BASIC:
            continue
        text = " ".join(said.replace("\0", "").split())
        if not text:
            continue
        if one.is_text:
            if len(text) > LONGEST:
                raise Refusal("too-long", f"“{one.label}”不超过{LONGEST}字。", key)
            read[key] = text
        elif text.isascii() and text.isdigit() and int(text[:20]) < MOST:
            read[key] = int(text)
        else:
            raise Refusal("no-number", f"“{one.group}·{one.label}”请填写整数，没有的填0。", key)
    return read


def missing(values: Mapping[str, object]) -> list[Field]:
    """The fields without a value."""
    return [one for one in FIELDS if values.get(one.key) in (None, "")]


def contradictions(values: Mapping[str, object]) -> list[str]:
    """What cannot be: a part that is larger than its whole."""
    found = []
    for whole, part in (
        ("letters", "letters_public"),
        ("items", "items_online"),
        ("topics", "topics_new"),
        ("published", "overview"),
        ("published", "news"),
        ("safety_found", "safety_mended"),
        ("surveys", "surveys_results"),
        ("interviews_asked", "interviews_answered"),
    ):
        more, less = values.get(whole), values.get(part)
        if isinstance(more, int) and isinstance(less, int) and less > more:
            found.append(f"“{BY_KEY[part].label}”（{less}）大于“{BY_KEY[whole].label}”（{more}）。")
    return found
