from .editing import add_captions, annotate, choose_poster, remove, remove_captions, rename, retry
from .sending import abandon, begin, finish, receive, take_in
from .showing import hide, show
from .working import Claimed, Lost, claim, complete, fail, keep_claim, let_go, postpone

__all__ = [
    "Claimed",
    "Lost",
    "abandon",
    "add_captions",
    "annotate",
    "begin",
    "choose_poster",
    "claim",
    "complete",
    "fail",
    "finish",
    "hide",
    "keep_claim",
    "let_go",
    "postpone",
    "receive",
    "remove",
    "remove_captions",
    "rename",
    "retry",
    "show",
    "take_in",
]
