"""The ways a case ends early at the window, and the file that is closed for good."""

from datetime import date

import pytest

from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case
from zhengtong.files.actions import store_upload
from zhengtong.journal.models import Entry
from zhengtong.papers.models import Paper
from zhengtong.timers.models import Clock

from ..files import samples
from .county import MORNING, days_later
from .test_rules import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, settings, tmp_path) -> Case:
    """张阿姨 applied at home."""
    settings.FILES_ROOT = tmp_path / "files"
    user = county.zhangayi.user
    draft = actions.start_draft("MZ-XK-0026", by=user, at=MORNING)
    for material in queries.guide(draft.version_id).materials[:2]:
        file = store_upload(samples.upload("身份证.jpg", samples.picture()), by=f"citizen:{user.pk}", at=MORNING)
        actions.attach_material(draft.draft_token, material.order, file, by=user, at=MORNING)
    return actions.submit_application(draft.draft_token, by=user, at=MORNING)


def ended(ref: str) -> tuple[str, str]:
    """State and result code of a case that left the inbox with no clock running."""
    case = Case.objects.get(ref=ref)
    assert case.ended_at is not None and not Clock.objects.filter(subject=ref, is_open=True).exists()
    return case.state, case.result_code


def test_what_cannot_be_an_application_is_turned_down_before_it_is_received(county, submitted):
    with refused("no-reason"):
        actions.pre_reject(submitted.ref, reason="不行", by=county.xiaoli, at=days_later(1))
    actions.pre_reject(submitted.ref, reason="上传的不是身份证，请重新上传。", by=county.xiaoli, at=days_later(1))
    assert ended(submitted.ref)[0] == "pre_rejected"
    entry = Entry.objects.get(subject=submitted.ref, kind="case.pre_rejected")
    assert entry.data["reason"] == "上传的不是身份证，请重新上传。"
    assert not Paper.objects.filter(subject=submitted.ref).exists(), "it was never received"


def test_a_received_case_is_no_longer_a_matter_of_pre_review(county, received):
    with refused("wrong-state"):
        actions.pre_reject(received.ref, reason="上传的不是身份证，请重新上传。", by=county.xiaoli, at=MORNING)


def test_a_case_filed_twice_is_handed_back_with_the_reason(county, received):
    with refused("no-reason"):
        actions.return_case(received.ref, reason="", by=county.xiaoli, at=days_later(1))
    actions.return_case(received.ref, reason="与此前的申请重复。", by=county.xiaoli, at=days_later(1))
    assert ended(received.ref) == ("returned", "1")
    assert Entry.objects.filter(subject=received.ref, kind="case.returned").count() == 1
    assert "与此前的申请重复" in Paper.objects.get(subject=received.ref, kind="return").content


def test_an_accepted_case_cannot_be_handed_back(county, accepted):
    with refused("wrong-state"):
        actions.return_case(accepted.ref, reason="与此前的申请重复。", by=county.xiaoli, at=days_later(1))


def test_only_a_delivered_case_is_archived_and_then_nothing_follows(county, accepted):
    with refused("wrong-state"):
        actions.archive_case(accepted.ref, by=county.wangkezhang, at=days_later(1))
    for who in (county.wangkezhang, county.laozhou, county.wangkezhang):
        actions.complete_step(accepted.ref, result="approved", opinion="情况属实", by=who, at=days_later(1))
    actions.decide_case(accepted.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(2))
    actions.issue_certificate(accepted.ref, number="安民证字第002号", valid_from=date(2025, 9, 17), valid_to=None,
                              by=county.wangkezhang, at=days_later(2))  # fmt: skip
    actions.finish_case(accepted.ref, summary="准予登记", by=county.wangkezhang, at=days_later(2))
    actions.deliver_case(accepted.ref, method="window", receiver="张桂兰", by=county.xiaoli, at=days_later(3))
    actions.archive_case(accepted.ref, by=county.wangkezhang, at=days_later(4))
    assert ended(accepted.ref)[0] == "archived"
    with refused("wrong-state"):
        actions.archive_case(accepted.ref, by=county.wangkezhang, at=days_later(5))
    assert Entry.objects.filter(subject=accepted.ref, kind="case.archived").count() == 1
