"""What is counted of an interview, and what each figure means: shown beside it, so nobody need guess."""

from dataclasses import dataclass
from datetime import datetime

DEFINITIONS = {
    "participants": ("参与人数", "直播期间打开过访谈页面的不同浏览器数，加上没有打开过页面而提过问题的不同手机号码数"),
    "visitors": ("直播访客", "直播期间打开过访谈页面的不同浏览器数，同一浏览器多次打开只计一次"),
    "questions": ("提问数", "公众提交成功的提问件数，含未通过审核的"),
    "shown": ("展示提问数", "通过审核、向公众展示的提问件数"),
    "replies": ("回复数", "已经得到回答的提问件数，含直播时回答的和会后书面答复的"),
    "left": ("待答复数", "直播结束时没有回答、正在会后答复期限内办理的提问件数"),
    "votes": ("支持数", "公众支持各条提问的次数合计，同一浏览器对同一提问只计一次"),
    "peak": ("峰值在线", "直播期间同时在线连接数的最大值，每10秒统计一次"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: value None where it was never counted."""

    key: str
    value: int | None

    @property
    def label(self) -> str:
        return DEFINITIONS[self.key][0]

    @property
    def definition(self) -> str:
        return DEFINITIONS[self.key][1]


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them, in the order of DEFINITIONS; curve: online connections minute by minute."""

    participants: int
    visitors: int
    questions: int
    shown: int
    replies: int
    left: int
    votes: int
    peak: int | None
    curve: tuple[tuple[datetime, int], ...]

    def told(self) -> list[Figure]:
        """Each with its label and definition."""
        return [Figure(key, getattr(self, key)) for key in DEFINITIONS]
