"""The transcript of an interview shows what was filmed of it, whenever its recording is there.

The interviews and the broadcasts do not know each other. What is still to be done is found by what is missing: a recording
that is made after the transcript was published is met the next time.
"""

from datetime import datetime

from zhengtong.broadcasts import queries as broadcasts
from zhengtong.interviews import actions as interviews
from zhengtong.interviews import queries as held


def attach(at: datetime) -> int:
    """One round; how many interviews got their recording (two queries when there is nothing to do)."""
    recorded = broadcasts.recordings()
    waiting = held.without_recording(recorded)
    for interview in waiting:
        interviews.attach_recording(interview.slug, recorded[interview.ref], by=interviews.CONSOLE, at=at)
    return len(waiting)
