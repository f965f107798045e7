"""The only writes of the room."""

from .asking import ask_question, be_counted, tell_votes, vote
from .frame import CONSOLE
from .leaving import follow_clocks, hand_over, reply, take_back_reply
from .moderating import answer_question, put_question, refuse_question, show_question
from .phones import confirm_code, forget, request_code
from .pictures import add_picture, show_picture
from .planning import announce, cancel, change, plan
from .polls import cast, close_poll, open_poll
from .speaking import correct, pin, say, unpin, withdraw
from .stage import end, start
from .writing import archive, attach_recording, draft_transcript, edit_entry, erase_entry, publish, take_back

__all__ = [
    "CONSOLE", "add_picture", "announce", "answer_question", "archive", "ask_question", "attach_recording", "be_counted",
    "cancel", "cast", "change", "close_poll", "confirm_code", "correct", "draft_transcript", "edit_entry", "end", "erase_entry",
    "follow_clocks", "forget", "hand_over", "open_poll", "pin", "plan", "publish", "put_question", "refuse_question",
    "reply", "request_code", "say", "show_picture", "show_question", "start", "take_back", "take_back_reply", "tell_votes", "unpin", "vote", "withdraw",
]  # fmt: skip
