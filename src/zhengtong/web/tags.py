"""政府网站标签规范: of the pages no editor writes, which column each stands in, and what its content tags say.

Pages of the site cluster carry their own (portal/meta.html). A public address that is not named here fails a test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """栏目 of a page: ColumnName, ColumnType, ColumnDescription, ColumnKeywords."""

    name: str
    kind: str
    description: str
    keywords: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a page of content says of itself: PubDate and ContentSource, read from what its template shows."""

    published_at: Callable[[Context], datetime | None]
    source: Callable[[Context], str]


HALL = Place(
    "政务服务", "办事服务", "安福县政务服务大厅：事项指南、网上申请、办理进度和结果", "政务服务;办事指南;网上办事"
)
ITEMS = Place(
    "办事服务", "办事服务", "全县政务服务事项的办事指南、表格、咨询、申请和结果", "办事指南;行政许可;公共服务"
)
PROGRESS = Place("办理进度和结果", "办事服务", "查询办件的进度、依据和结果，查看办结公示", "进度查询;办结公示")
PAPERS = Place("文书核验", "办事服务", "凭验证码核对本县出具的文书是否真实", "文书;核验")
CALCULATOR = Place("期限计算器", "办事服务", "按工作日历计算各类法定期限，并说明依据", "法定期限;工作日;计算")
CONSULTATION = Place("网上咨询", "互动交流", "向单位提问，查看公开的咨询和答复", "咨询;答复;互动")
COMPLAINTS = Place("投诉监督", "互动交流", "对超期、态度和违规收费等问题提出投诉并查询处理情况", "投诉;监督")
REQUESTS = Place("依申请公开", "信息公开", "提出政府信息公开申请，查询办理进度和答复", "依申请公开;政府信息")
POLICIES = Place("政策文件库", "政策文件", "按年份、文号、主题和有效性查找本县政策文件", "政策文件;规范性文件;解读")
CATALOGUE = Place(
    "政府信息公开目录", "信息公开", "本县主动公开的政府信息，可按机构、主题、体裁和年份查找", "政府信息;公开目录;索引号"
)
OPEN_DATA = Place("开放数据目录", "数据发布", "可以下载和再利用的公共数据集", "开放数据;数据集;下载")
YEARLY = Place("政府信息公开年报", "信息公开", "各单位历年政府信息公开工作年度报告", "年度报告;政府信息公开")
SITE_YEARLY = Place("政府网站工作年度报表", "信息公开", "本县各政府网站历年工作年度报表", "政府网站;年度报表")
SURVEYS = Place("征集调查", "互动交流", "公众可以参加的问卷、意见征集和网上表单，以及公布的结果", "问卷;民意征集;结果")
INTERVIEWS = Place(
    "在线访谈", "互动交流", "部门负责人在线访谈的预告、直播和文字实录，可以提问", "在线访谈;访谈实录;提问"
)
SEARCH = Place("站内搜索", "其他", "在政策、服务、信息和问答中查找", "搜索")
ACCOUNT = Place("用户空间", "其他", "注册、登录和无障碍设置", "注册;登录;无障碍")

COLUMNS: dict[str, Place] = {
    "citizen:home": HALL,
    "citizen:services": ITEMS,
    "citizen:progress": PROGRESS,
    "citizen:finished": PROGRESS,
    "citizen:verify": PAPERS,
    "citizen:verify-paper": PAPERS,
    "citizen:calculator": CALCULATOR,
    "citizen:letters": CONSULTATION,
    "citizen:consult": CONSULTATION,
    "citizen:consult-page": CONSULTATION,
    "citizen:complaints": COMPLAINTS,
    "citizen:complain": COMPLAINTS,
    "citizen:disclosure-requests": REQUESTS,
    "citizen:disclosure-ask": REQUESTS,
    "citizen:disclosure-answered": REQUESTS,
    "citizen:policies": POLICIES,
    "citizen:information-list": CATALOGUE,
    "citizen:opendata": OPEN_DATA,
    "citizen:disclosure-reports": YEARLY,
    "site-reports": SITE_YEARLY,
    "site-report": SITE_YEARLY,
    "citizen:surveys": SURVEYS,
    "citizen:survey": SURVEYS,
    "citizen:survey-done": SURVEYS,
    "citizen:survey-results": SURVEYS,
    "citizen:interviews": INTERVIEWS,
    "citizen:interview": INTERVIEWS,
    "citizen:interview-ask": INTERVIEWS,
    "citizen:interview-asked": INTERVIEWS,
    "citizen:search": SEARCH,
    "account:sign-in": ACCOUNT,
    "account:register": ACCOUNT,
    "account:accessibility": ACCOUNT,
}
"""Pages that list or ask: name of the address → its column."""

_ITEM = Content(lambda shown: shown["version"].published_at, lambda shown: shown["unit_name"])
CONTENTS: dict[str, tuple[Place, Content]] = {
    **{
        f"citizen:{name}": (ITEMS, _ITEM)
        for name in (
            "item",
            "item-versions",
            "item-version",
            "item-forms",
            "item-consult",
            "item-apply",
            "item-results",
        )
    },
    "citizen:information": (
        CATALOGUE,
        Content(lambda shown: shown["row"].published_at, lambda shown: shown["row"].organ.name),
    ),
    "site-report": (
        SITE_YEARLY,
        Content(lambda shown: shown["report"].published_at, lambda shown: shown["report"].site.unit.name),
    ),
    "citizen:disclosure-report": (
        YEARLY,
        Content(lambda shown: shown["report"].published_at, lambda shown: shown["report"].unit.name),
    ),
}
"""Pages of one thing: name of the address → its column and its content tags."""


def place_of(name: str) -> Place | None:
    """The column a page stands in, by the name of its address; None for what is no public page."""
    return CONTENTS[name][0] if name in CONTENTS else COLUMNS.get(name)
