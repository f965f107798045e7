"""投诉: one that waits for the decision, one that is being handled, one closed as substantiated, one not accepted."""

from collections.abc import Sequence

from zhengtong.complaints import actions
from zhengtong.complaints.choices import ComplaintChannel, ComplaintKind, Finding, RefusalGround
from zhengtong.complaints.rules import Statement

from .diary import Diary, Story
from .people import People


def stories(diary: Diary, people: People) -> Sequence[Story]:
    return [_closed(diary, people), _assigned(diary, people), _refused(diary, people), _waiting(diary)]


def _closed(diary: Diary, people: People) -> Story:
    """Substantiated: somebody was sent home three times without being told once what was missing."""
    writer, head = people.citizen("zhangayi"), people.staff("linjiancha")
    said = Statement(
        ComplaintKind.ATTITUDE,
        "我为低保的事到窗口跑了三趟，每次都说差一样材料，从来不一次讲清楚，第三次去态度很不耐烦，叫我自己上网查。",
        about="MZ", is_anonymous=False, name=writer.name, phone=writer.phone, id_number=writer.id_number,
        wants_written_reply=True, may_disclose=True,
    )  # fmt: skip
    at = diary.begin(24)
    yield at
    ref = actions.file_complaint(
        said, channel=ComplaintChannel.WEB, submission="demo-complaint-1", complainant=writer.user, at=at
    ).ref
    yield (at := diary.later(at, 2))
    actions.accept(ref, about="", by=head, at=at)
    yield (at := diary.later(at))
    actions.assign(ref, "XZ", "请核查窗口一次性告知情况，听取当事人说明，五日内报送核查结论。", by=head, at=at)
    yield (at := diary.later(at, 4))
    actions.answer(
        ref, Finding.SUBSTANTIATED, "经调取窗口录像并询问当事人，三次到窗口均未出具一次性告知书，情况属实。",
        "对当事工作人员批评教育，窗口重新培训一次性告知制度，并向投诉人当面致歉。", by=people.staff("chenzhuren"), at=at,
    )  # fmt: skip
    yield (at := diary.later(at, 1))
    actions.close(ref, "您反映的问题经核查属实，有关人员已受到批评教育，窗口已当面向您致歉并完成整改。", by=head, at=at)


def _assigned(diary: Diary, people: People) -> Story:
    """Delay, without a name; being handled."""
    head = people.staff("gaozhuren")
    said = Statement(
        ComplaintKind.DELAY,
        "道路运输经营许可交上去快一个月了，打电话问了几次都说在走流程，没有人说得清什么时候能办好。",
        about="JT",
    )
    at = diary.begin(7)
    yield at
    ref = actions.file_complaint(said, channel=ComplaintChannel.WEB, submission="demo-complaint-2", at=at).ref
    yield (at := diary.later(at, 1))
    actions.accept(ref, about="", by=head, at=at)
    yield (at := diary.later(at))
    actions.assign(ref, "XZ", "请核对该单位同类办件的办理时限，说明拖延原因。", by=head, at=at)


def _refused(diary: Diary, people: People) -> Story:
    """Before the court already."""
    said = Statement(
        ComplaintKind.CONDUCT,
        "对宅基地确权的处理决定不服，已经向法院起诉，要求再查一次当时的经办人是怎么办的。",
        about="ZR",
    )
    at = diary.begin(15)
    yield at
    clerk = people.staff("xiaoli")
    ref = actions.file_complaint(
        said, channel=ComplaintChannel.PHONE, submission="demo-complaint-3", recorded_by=clerk, at=at
    ).ref
    yield (at := diary.later(at, 3))
    actions.refuse(
        ref, RefusalGround.OTHER_REMEDY, "所反映的行政争议已由人民法院受理，请依照诉讼程序解决。",
        by=people.staff("linjiancha"), at=at,
    )  # fmt: skip


def _waiting(diary: Diary) -> Story:
    """Came in yesterday."""
    said = Statement(
        ComplaintKind.FEES,
        "办理不动产登记时，大厅里有人让我另外交两百元资料整理费，没有给票据，不知道合不合规定。",
        about="ZR",
    )
    at = diary.begin(1)
    yield at
    actions.file_complaint(said, channel=ComplaintChannel.WEB, submission="demo-complaint-4", at=at)
