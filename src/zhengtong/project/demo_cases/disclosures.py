"""依申请公开: fifteen requests to two offices, one in every turn a request can take."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhengtong.disclosure import tasks
from zhengtong.disclosure.actions import requests as actions
from zhengtong.disclosure.choices import ConsultationKind, FeeMethod, ReceiptBasis, ReplyKind, RequestTrack, Route
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.disclosure.rules.application import Application, Person
from zhengtong.org.models import Citizen
from zhengtong.timers.queries import calendar

from .diary import Diary, Story
from .loading import Waiting
from .people import People

SEED = 20190515
"""The day the present regulation came into force; any number would do, as long as it stays."""
LONGEST = 75
"""Working days before today on which the first of these requests is made."""


@transaction.atomic
def load_disclosures(at: datetime, tell: Callable[[str], None]) -> int:
    """Fill the two offices' desks; returns how many requests there are then, 0 if there were any before."""
    if DisclosureRequest.objects.exists():
        return 0
    rng = random.Random(SEED)  # noqa: S311 — stories, not secrets
    office = Office(Diary(at, calendar(), rng), People(rng))
    waiting = Waiting(office.diary.until)
    for story in (*office.stories(), office.nights()):
        waiting.add(story)
    waiting.tell()
    count = DisclosureRequest.objects.count()
    tell(f"政府信息公开申请 {count} 件")
    return count


class Office:
    """Who asks and who answers."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.people = diary, people
        self.handlers = {"MZ": people.staff("tangbianji"), "BG": people.staff("fangbianji")}
        self.heads = {"MZ": people.staff("baifushen"), "BG": people.staff("hanqianfa")}
        self.lawyer, self.leader = people.staff("luofagai"), people.staff("chengzhuren")
        self._asked = 0

    def nights(self) -> Story:
        """Every night the limits that ran out take their effect."""
        night = self.diary.begin(LONGEST)
        while True:
            night = (night + timedelta(days=1)).replace(hour=0, minute=5, second=0)
            yield night
            tasks.wake(night)

    def stories(self) -> Sequence[Story]:
        return [
            self._submitted(), self._registered(), self._correcting(), self._lapsed(), self._accepted(),
            self._consulting(), self._awaiting_fee(), self._in_review(), self._extended(), self._delivered(),
            self._archived(), self._not_held(), self._withdrawn(), self._oral(), self._excessive(),
        ]  # fmt: skip

    # --- parts of the stories ---

    def _ask(self, unit: str, wanted: str, features: str, *, who: str, at: datetime, publish: bool = True) -> str:
        citizen = self.people.citizen(who)
        asked = Application(unit, _person(citizen), wanted, features, may_publish=publish)
        self._asked += 1
        page = f"demo-request-{self._asked}"
        return actions.submit(asked, submission=page, applicant=citizen.user, identity=(), at=at).ref

    def _register(self, ref: str, unit: str, at: datetime, track: str = RequestTrack.PLAIN) -> None:
        actions.register(ref, confirmed_on=localdate(at), track=track, by=self.handlers[unit], at=at)

    def _reply(self, ref: str, unit: str, at: datetime, track: str, **words: Any) -> Story:
        """Drafted, seen by everybody the track names, issued and delivered over the web."""
        handler, head = self.handlers[unit], self.heads[unit]
        yield (at := self.diary.later(at, 2))
        actions.draft(ref, **words, by=handler, at=at)
        yield (at := self.diary.later(at))
        actions.submit_for_approval(ref, track=track, opinion="拟按此答复，请审批。", by=handler, at=at)
        if track != RequestTrack.PLAIN:
            yield (at := self.diary.later(at, 1))
            actions.review(ref, is_agreed=True, opinion="适用依据准确，程序合法。", by=self.lawyer, at=at)
        yield (at := self.diary.later(at, 1))
        actions.approve(ref, is_agreed=True, opinion="同意。", by=head, at=at)
        if track == RequestTrack.LEADER:
            yield (at := self.diary.later(at))
            actions.clear(ref, is_agreed=True, opinion="同意。", by=self.leader, at=at)
        yield (at := self.diary.later(at))
        actions.reply(ref, by=handler, at=at)
        yield (at := self.diary.later(at, 1))
        day = localdate(at)
        actions.deliver(ref, method=Route.WEB, receiver="", tracking="", delivered_on=day, by=handler, at=at)

    def _begun(self, unit: str, wanted: str, features: str, *, who: str, ago: int, publish: bool = True) -> Story:
        """Asked, registered and accepted; returns the number and the moment."""
        yield (at := self.diary.evening(self.diary.begin(ago)))
        ref = self._ask(unit, wanted, features, who=who, at=at, publish=publish)
        yield (at := self.diary.later(at, 1))
        self._register(ref, unit, at)
        yield (at := self.diary.later(at))
        actions.accept(ref, by=self.handlers[unit], at=at)
        return ref, at

    # --- the stories ---

    def _submitted(self) -> Story:
        yield (at := self.diary.evening(self.diary.begin(1)))
        self._ask(
            "MZ",
            "县内养老机构运营补贴发放标准和名单",
            "2026年上半年民办养老机构运营补贴的标准、机构名称和金额。",
            who="qingfeng-tea",
            at=at,
        )

    def _registered(self) -> Story:
        yield (at := self.diary.begin(3))
        ref = self._ask(
            "MZ",
            "平都镇临时救助资金发放情况",
            "2026年1至9月平都镇临时救助的户数、金额，按村统计。",
            who="zhangayi",
            at=at,
        )
        yield (at := self.diary.later(at, 1))
        self._register(ref, "MZ", at)

    def _correcting(self) -> Story:
        yield (at := self.diary.begin(6))
        ref = self._ask("BG", "县政府会议纪要", "近几年县政府讨论道路建设的会议纪要。", who="liming", at=at)
        yield (at := self.diary.later(at, 1))
        self._register(ref, "BG", at)
        yield (at := self.diary.later(at, 2))
        actions.request_correction(
            ref, "没有写明会议的时间、名称和所涉道路。", "请写明年份和道路名称，例如：2025年横龙至泰山公路改造。", days=15,
            by=self.handlers["BG"], at=at,
        )  # fmt: skip

    def _lapsed(self) -> Story:
        yield (at := self.diary.begin(60))
        ref = self._ask("MZ", "村里的补助", "想知道村里发了哪些补助，发给了谁。", who="liming", at=at, publish=False)
        yield (at := self.diary.later(at, 1))
        self._register(ref, "MZ", at)
        yield (at := self.diary.later(at, 3))
        actions.request_correction(
            ref, "没有写明补助的种类和年份。", "请写明补助种类和年份。", days=10, by=self.handlers["MZ"], at=at
        )

    def _accepted(self) -> Story:
        wanted = "县行政中心搬迁后旧办公楼处置方案"
        yield from self._begun("BG", wanted, "2025年以来旧办公楼的评估、出租或者移交的批复文件。", who="liming", ago=19)

    def _consulting(self) -> Story:
        wanted = "居家养老服务政府购买合同"
        ref, at = yield from self._begun(
            "MZ", wanted, "2026年度居家养老服务采购合同全文和付款情况。", who="qingfeng-tea", ago=9
        )
        yield (at := self.diary.later(at, 1))
        actions.consult(
            ref, ConsultationKind.THIRD_PARTY, unit="", name="安福县青松示例养老服务有限公司",
            question="合同中的报价明细是否涉及贵公司的商业秘密，是否同意公开。", received_on=localdate(at),
            by=self.handlers["MZ"], at=at,
        )  # fmt: skip

    def _awaiting_fee(self) -> Story:
        wanted = "2016年以来救灾物资采购全部凭证"
        ref, at = yield from self._begun(
            "MZ", wanted, "2016年至今历年救灾物资采购合同、验收单、付款凭证复印件。", who="qingfeng-tea", ago=8
        )
        yield (at := self.diary.later(at, 2))
        actions.charge(ref, method=FeeMethod.PAGES, pages=236, by=self.handlers["MZ"], at=at)

    def _in_review(self) -> Story:
        wanted = "2026年局机关人员轮岗安排"
        ref, at = yield from self._begun(
            "MZ", wanted, "局机关各股室人员调整的请示、方案和名单。", who="liming", ago=10, publish=False
        )
        yield (at := self.diary.later(at, 3))
        words = "经审查，您申请公开的信息属于行政机关人事管理方面的内部事务信息，本机关不予公开。"
        actions.draft(ref, kind=ReplyKind.INTERNAL, reasons=words, by=self.handlers["MZ"], at=at)
        yield (at := self.diary.later(at))
        actions.submit_for_approval(
            ref, track=RequestTrack.SENSITIVE, opinion="拟不予公开，请审核。", by=self.handlers["MZ"], at=at
        )

    def _extended(self) -> Story:
        wanted = "2010年以前乡镇区划调整批复"
        ref, at = yield from self._begun(
            "BG", wanted, "2001年至2010年全县撤乡并镇的请示和批复文件。", who="zhangayi", ago=22
        )
        yield (at := self.diary.later(at, 12))
        actions.request_extension(
            ref, days=15, reason="档案为纸质，已移交县档案馆，需要逐卷查找", by=self.handlers["BG"], at=at
        )
        yield (at := self.diary.later(at, 1))
        actions.answer_extension(ref, is_approved=True, answer="同意延长。", by=self.heads["BG"], at=at)

    def _delivered(self) -> Story:
        wanted = "横龙镇2025年农村危房改造补助发放名单"
        ref, at = yield from self._begun(
            "MZ", wanted, "横龙镇2025年享受危房改造补助的户主、金额和发放时间。", who="liming", ago=30
        )
        yield from self._reply(
            ref, "MZ", at, RequestTrack.LEADER, kind=ReplyKind.PARTIAL,
            reasons="您申请公开的信息中含有不应当公开的内容，能够区分处理。可以公开的内容随本答复书提供。",
            withheld="名单中的身份证号码、银行账号属于个人隐私，不予公开。",
            provided="横龙镇2025年农村危房改造补助发放名单（已隐去身份证号码、银行账号），可以到局办公室查阅、抄录。",
        )  # fmt: skip

    def _archived(self) -> Story:
        wanted = "全县城乡低保标准历次调整文件"
        ref, at = yield from self._begun(
            "MZ", wanted, "2020年至2026年城乡低保标准调整的文件名称、文号和标准。", who="zhangayi", ago=50
        )
        reply = "您申请公开的历次调整文件，本机关予以公开：已在县政府门户网站政策文件栏目公布，可以按文号查阅下载。"
        provided = "在县政府门户网站“政策文件”栏目查阅，也可以到局办公室领取复印件。"
        yield from self._reply(
            ref, "MZ", at, RequestTrack.PLAIN, kind=ReplyKind.GRANTED, reasons=reply, provided=provided
        )
        yield (at := self.diary.begin(30))
        actions.publish(ref, wanted=wanted, reply=reply, by=self.heads["MZ"], at=at)
        yield (at := self.diary.later(at, 5))
        actions.archive(ref, "2026-依申请-001", by=self.handlers["MZ"], at=at)

    def _not_held(self) -> Story:
        wanted = "武功山景区门票收入"
        ref, at = yield from self._begun(
            "BG", wanted, "2024年、2025年景区门票收入和分配情况。", who="qingfeng-tea", ago=45
        )
        reply = "经检索本机关档案和公文系统，本机关没有制作、获取或者保存您申请公开的信息。建议向武功山风景名胜区管理机构咨询。"
        yield from self._reply(ref, "BG", at, RequestTrack.PLAIN, kind=ReplyKind.NOT_HELD, reasons=reply)
        yield (at := self.diary.begin(25))
        actions.publish(ref, wanted=wanted, reply=reply, by=self.heads["BG"], at=at)

    def _withdrawn(self) -> Story:
        wanted = "县政府2026年重点工程清单"
        ref, at = yield from self._begun(
            "BG", wanted, "2026年县重点工程的名称、总投资和责任单位。", who="liming", ago=14
        )
        yield (at := self.diary.later(at, 2))
        actions.withdraw(ref, "申请人来电说明已在网站查到，书面撤回。", by=self.handlers["BG"], at=at)

    def _excessive(self) -> Story:
        """The company asks for the same papers of every bureau, year by year; it has said why, and that is to be judged."""
        wanted = "全县各单位2016年以来公务用车维修发票"
        ref, at = yield from self._begun(
            "BG", wanted, "各单位历年公务用车维修发票和明细复印件。", who="qingfeng-tea", ago=7, publish=False
        )
        yield (at := self.diary.later(at, 1))
        excess = "今年以来同一申请人向本机关和各单位提出内容相近的申请六十三件，数量、频次明显超过合理范围。"
        asked = actions.ask_reasons(ref, excess, days=10, by=self.handlers["BG"], at=at)
        yield (at := self.diary.later(at, 2))
        actions.state_reasons(ref, "用于比较各单位的维修费用，整理成报告。", code=asked.query_code, at=at)

    def _oral(self) -> Story:
        """Said at the counter by somebody who writes with difficulty, and taken down."""
        yield (at := self.diary.begin(5))
        person = _person(self.people.citizen("zhangayi"))
        asked = Application(
            "MZ", person, "高龄津贴发放标准", "80周岁以上老人每月高龄津贴的标准和发放时间。", route=Route.IN_PERSON
        )
        day = localdate(at)
        ref = actions.take_in(
            asked, submission="demo-request-oral", basis=ReceiptBasis.IN_PERSON, is_oral=True, submitted_on=day,
            signed_on=None, confirmed_on=None, by=self.handlers["MZ"], at=at,
        ).ref  # fmt: skip
        yield (at := self.diary.later(at))
        actions.accept(ref, by=self.handlers["MZ"], at=at)
        yield (at := self.diary.later(at, 1))
        words = "您申请公开的高龄津贴发放标准，本机关予以公开，标准文件复印件随本答复书提供。"
        actions.draft(
            ref, kind=ReplyKind.GRANTED, reasons=words, provided="标准文件复印件1份，当面领取。",
            by=self.handlers["MZ"], at=at,
        )  # fmt: skip
        yield (at := self.diary.later(at))
        actions.submit_for_approval(ref, track=RequestTrack.PLAIN, opinion="", by=self.handlers["MZ"], at=at)


def _person(citizen: Citizen) -> Person:
    is_natural = citizen.kind == "natural"
    return Person(
        "natural" if is_natural else "company", citizen.name, citizen.id_type, citizen.id_number, citizen.phone,
        legal_representative=citizen.legal_representative, contact=citizen.contact_name, address=citizen.address,
    )  # fmt: skip
