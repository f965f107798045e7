"""参与人数、提问数、回复数 and the others: counted from rows whenever they are asked for, never kept."""

from django.db import connection

from zhengtong.interviews.models import Interview
from zhengtong.interviews.rules import Figures
from zhengtong.live import queries as live

_COUNT = """
    SELECT
        (SELECT count(*) FROM interviews_attendance WHERE interview_id = %(pk)s),
        (SELECT count(DISTINCT phone_index) FROM interviews_question question
            WHERE interview_id = %(pk)s AND NOT EXISTS (
                SELECT 1 FROM interviews_question other JOIN interviews_attendance here
                    ON here.interview_id = other.interview_id AND here.visitor = other.visitor
                WHERE other.interview_id = %(pk)s AND other.phone_index = question.phone_index)),
        count(*),
        count(*) FILTER (WHERE shown_at IS NOT NULL AND state <> 'refused'),
        count(*) FILTER (WHERE state = 'answered'),
        count(*) FILTER (WHERE state = 'left'),
        (SELECT count(*) FROM interviews_questionvote vote JOIN interviews_question voted ON voted.id = vote.question_id
            WHERE voted.interview_id = %(pk)s)
    FROM interviews_question WHERE interview_id = %(pk)s
"""


def figures(interview: Interview) -> Figures:
    """Everything `rules.DEFINITIONS` defines, for one interview."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"pk": interview.pk})
        visitors, only_asked, questions, shown, replies, left, votes = cursor.fetchone()
    crowd = live.crowd(interview.channel)
    return Figures(visitors + only_asked, visitors, questions, shown, replies, left, votes, crowd.peak, crowd.curve)
