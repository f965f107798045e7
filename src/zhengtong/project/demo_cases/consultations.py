"""网上咨询: a few questions about items, most of them answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhengtong.catalog.queries import item_for_public
from zhengtong.dialogue import actions
from zhengtong.dialogue.rules import Question

from .diary import Diary, Story
from .people import People


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question asked `began` working days ago, and its answer after `after` working days, empty while it waits."""

    item: str
    who: str
    began: int
    title: str
    text: str
    answer: str = ""
    after: int = 2


EXCHANGES = (
    Exchange(
        "MZ-JF-0021",
        "liming",
        26,
        "奶奶满八十岁了，可以在村里申请高龄补贴吗",
        "我奶奶下个月满八十周岁，腿脚不便，能不能不去县里，在村里办？要带什么？",
        "可以。年满八十周岁当月起，由本人或者家人带身份证、户口簿和银行卡到村便民服务站申请，代办员会把材料送到县民政局，不用到县里来。",
    ),
    Exchange(
        "SC-XK-0003",
        "zhangxiaomei",
        30,
        "开早餐店要先办营业执照还是先办食品经营许可",
        "准备在安城社区开一家早餐店，两个证要按什么顺序办？能一起办吗？",
        "先办个体工商户设立登记，再申请食品经营许可。两件事可以在同一个窗口一次提交，由窗口发起联办，不用跑两次。",
    ),
    Exchange(
        "JS-JF-0050",
        "pengshuigen",
        15,
        "房屋安全鉴定要自己出钱吗",
        "申请危房改造要交房屋安全鉴定报告，鉴定费是不是要自己出？",
        "不用。由镇政府统一委托鉴定，不向农户收费；您先向村委会提出申请，鉴定报告由镇里直接归入案卷。",
    ),
    Exchange(
        "GA-QR-0030",
        "zhangayi",
        10,
        "身份证快到期了，能让女儿代领吗",
        "我的身份证下个月到期，新证办好以后能不能由女儿代领？",
        "可以代领。代领人带本人身份证和领证凭证到受理的派出所领取；申请换领时须由您本人到场采集指纹和照片。",
    ),
    Exchange(
        "YB-JF-0061",
        "zhangayi",
        2,
        "医疗救助要等出院以后才能申请吗",
        "家里人还在住院，医疗救助现在能申请，还是要等出院结算以后？",
    ),
    Exchange(
        "MZ-JF-0020",
        "liming",
        1,
        "临时救助多久能发下来",
        "上周在网上交了临时救助的申请，想问一下大概多久能有结果。",
    ),
    Exchange(
        "JT-XK-0033",
        "liming",
        12,
        "小货车跑运输一定要办道路运输经营许可证吗",
        "四点五吨以下的小货车，给人拉货，要不要办道路运输经营许可证？",
    ),
    Exchange(
        "SC-XK-0004",
        "zhangxiaomei",
        9,
        "家里榨茶油卖要办什么证",
        "在家里用自己的茶籽榨油，也帮邻居加工，要办食品小作坊登记吗？",
    ),
    Exchange(
        "ZR-QR-0053",
        "pengshuigen",
        37,
        "老房子没有证，能不能办不动产登记",
        "一九八五年建的老房子，一直没有办证，现在能不能办不动产登记？要什么材料？",
        "可以。请带土地权属来源材料、房屋符合规划的证明和身份证到不动产登记窗口，先申请首次登记；材料不全的，由村委会出具情况说明并公告。",
        after=9,
    ),
)


def stories(diary: Diary, people: People) -> Sequence[Story]:
    return [_exchange(each, diary, people) for each in EXCHANGES]


def _exchange(said: Exchange, diary: Diary, people: People) -> Story:
    at = diary.begin(said.began)
    yield at
    writer = people.citizen(said.who)
    question = Question(said.title, said.text, name=writer.name, phone=writer.phone, may_publish=True)
    submission = f"demo-{said.item}-{said.began}"
    letter = actions.ask(said.item, question, writer=writer.user, submission=submission, at=at)
    if not said.answer:
        return
    at = diary.later(at, said.after)
    yield at
    by = people.holder_of("reviewer", item_for_public(said.item).item.unit)
    actions.answer(letter.ref, said.answer, publish=True, by=by, at=at)
