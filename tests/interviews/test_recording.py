"""What was filmed stands beside the transcript, whenever its recording is done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhengtong.broadcasts.models import Broadcast
from zhengtong.foundation.errors import Refusal
from zhengtong.interviews import actions, rules
from zhengtong.journal.queries import entries_of
from zhengtong.project import recordings
from zhengtong.videos.models import Video

from .conftest import SLUG, SOON

LATER = SOON + timedelta(hours=1)


def filmed(county, interview, number: int = 1) -> Video:
    """A broadcast of the interview whose recording has come to the videos."""
    video = Video.objects.create(
        ref=f"v{number}", title="访谈录像", unit=interview.unit, file_name="a.mp4", size=1, received=1,
        uploaded_by="studio", uploaded_at=LATER,
    )  # fmt: skip
    Broadcast.objects.create(
        ref=f"b{number}", subject=interview.ref, title="直播", unit=interview.unit, source="rtmp", state="ended", key="k",
        token=f"t{number}", opened_by="BG021", opened_at=SOON + timedelta(minutes=number), ended_at=LATER, video_ref=video.ref,
    )  # fmt: skip
    return video


def test_a_recording_is_attached_once_when_the_interview_is_over(county, live):
    filmed(county, live)
    assert recordings.attach(LATER) == 0
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert recordings.attach(LATER) == 1
    live.refresh_from_db()
    assert live.recording == "v1"
    assert entries_of(live.ref).last().data["recording"] == "v1"
    assert recordings.attach(LATER) == 0


def test_the_newest_recording_is_shown_and_a_removed_one_is_not(county, live):
    filmed(county, live)
    filmed(county, live, 2)
    removed = filmed(county, live, 3)
    removed.removed_at = LATER
    removed.save()
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    recordings.attach(LATER)
    live.refresh_from_db()
    assert live.recording == "v2"


def test_looking_for_recordings_costs_the_same_however_many_there_are(county, live):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert recordings.attach(LATER) == 0
        return len(queries)

    filmed(county, live)
    few = cost()
    for number in range(2, 12):
        filmed(county, live, number)
    assert cost() == few


@pytest.mark.parametrize("slug", ["new", "pictures"])
def test_an_address_of_the_doors_is_no_name_of_an_interview(slug):
    with pytest.raises(Refusal) as refusal:
        rules.check_slug(slug)
    assert refusal.value.code == "bad-slug" and slug in refusal.value.sentence
