"""What an article and its entry in the register say of one another. Pure."""

from zhengtong.foundation.errors import Refusal

IN_REGISTER = {"in_force": "valid", "amended": "amended", "lapsed": "expired", "repealed": "repealed"}
"""有效性 as the portal calls it → as the register does."""
ON_PAGE = {register: page for page, register in IN_REGISTER.items()}


def check_link(*, mode: str, state: str, is_taken: bool, is_share: bool, has_one: bool) -> None:
    """Raises Refusal `shared`, `registered-already`, `not-proactive`, `information-withdrawn`, `information-taken`."""
    if is_share:
        raise Refusal("shared", "推送来的稿件随原稿，请在原稿上关联政府信息。")
    if has_one:
        raise Refusal("registered-already", "这篇稿件已经关联政府信息，请先取消原来的关联。")
    if mode != "proactive":
        raise Refusal("not-proactive", "这条信息不主动公开，不能作为稿件发布。", "number")
    if state == "withdrawn":
        raise Refusal("information-withdrawn", "这条信息已经撤下。", "number")
    if is_taken:
        raise Refusal("information-taken", "这条信息已经由另一篇稿件公开。", "number")
