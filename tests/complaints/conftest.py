"""A county with a calendar, the laws and one case; a complaint about the delay of it, by 张阿姨 in her own name."""

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.complaints import actions
from zhengtong.complaints.rules import Statement

CASE = "360829007XK20261123000013"
TEXT = "我叫张桂兰，电话19900100001，十月份交的材料，到现在还没有答复，打电话也没有人接。"
SAID = Statement(
    "delay",
    TEXT,
    about="MZ",
    case_ref=CASE,
    is_anonymous=False,
    name="张桂兰",
    phone="19900100001",
    id_number="360829195803140068",
    wants_written_reply=True,
)


@pytest.fixture
def county(cast):
    keep_time(NOON, [])
    return cast


@pytest.fixture
def file(county):
    """File a complaint like 张阿姨's, with some of it changed."""

    def file(submission="page-1", *, at=NOON, evidence=(), **changed):
        said = Statement(**({name: getattr(SAID, name) for name in Statement.__slots__} | changed))
        return actions.file_complaint(
            said,
            channel="web",
            submission=submission,
            complainant=county.zhangayi.user,
            evidence=evidence,
            at=at,
        )

    return file


@pytest.fixture
def complaint(file):
    return file()


@pytest.fixture
def assigned(county, complaint):
    """Accepted and given to the service centre."""
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    return actions.assign(complaint.ref, "XZ", "请核实办理时限。", by=county.linjiancha, at=NOON)


@pytest.fixture
def answered(county, assigned):
    return actions.answer(
        assigned.ref,
        "substantiated",
        "经核查，该件确已超过承诺时限三个工作日。",
        "已责成民政局当日办结，对经办人批评教育。",
        by=county.chenzhuren,
        at=NOON,
    )
