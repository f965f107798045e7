"""What pages and other rooms read of interviews. Visibility is one queryset: `visible_to`."""

from .desk import (
    Board,
    board,
    directed_by,
    interview_for_desk,
    interviews_for_desk,
    may,
    question_queue,
    takes_part,
    units_for,
    visible_to,
)
from .figures import figures
from .public import (
    PUBLIC,
    Reply,
    SeenQuestion,
    answered_elsewhere,
    interview_by_slug,
    interview_for_public,
    interview_on_channel,
    interviews_for_public,
    left_question,
    left_questions,
    people_of,
    picture_by_token,
    picture_file,
    poll_counts,
    public_questions,
    question_of_submission,
    speaker_named,
    transcript_for_public,
    transcript_text,
    unpublished_elsewhere,
    without_recording,
)
from .visitors import Asker, address_key, asker_by_proof, asker_of, visitor_key

__all__ = [
    "PUBLIC", "Asker", "Board", "Reply", "SeenQuestion", "address_key", "answered_elsewhere", "asker_by_proof", "asker_of", "board",
    "directed_by", "figures", "interview_by_slug", "interview_for_desk", "interview_for_public", "interview_on_channel", "interviews_for_desk",
    "interviews_for_public", "left_question", "left_questions", "may", "people_of", "picture_by_token", "picture_file", "poll_counts",
    "public_questions", "question_of_submission", "question_queue", "speaker_named", "takes_part", "transcript_for_public", "transcript_text",
    "units_for", "unpublished_elsewhere", "visible_to", "visitor_key", "without_recording",
]  # fmt: skip
