"""审核链: 部门 → 行政服务中心 → 法制 → 县电子政务办 → 市 → 发布 (the plan of 2013, facts §9.2)."""

from zhengtong.foundation.errors import Refusal

from ..choices import VersionState

CHAIN = ("center_review", "legal_review", "egov_review", "city_review")
REVIEW_PERMISSION = {
    "center_review": "item.review.center",
    "legal_review": "item.review.legal",
    "egov_review": "item.review.egov",
    "city_review": "item.review.city",
}


def next_stage(state: str, verb: str) -> str:
    """The state after submit, approve, return, withdraw, publish or discard; raises Refusal for what cannot follow."""
    match verb:
        case "submit" if state == "draft":
            return CHAIN[0]
        case "approve" if state in CHAIN:
            return CHAIN[CHAIN.index(state) + 1] if state != CHAIN[-1] else "approved"
        case "return" | "withdraw" if state in CHAIN or state == "approved":
            return "draft"
        case "discard" if state == "draft":
            return "discarded"
        case "publish" if state == "approved":
            return "published"
    words = {
        "submit": "提交审核",
        "approve": "出具审核意见",
        "return": "退回",
        "withdraw": "撤回",
        "publish": "发布",
        "discard": "放弃",
    }
    raise Refusal("item-stage", f"该版本目前是“{VersionState(state).label}”，不能{words[verb]}。")


def check_opinion(stage: str, *, approve: bool, text: str, document: str) -> None:
    """A return says why; the city's approval carries the number of its document."""
    if not approve and not text:
        raise Refusal("opinion-empty", "退回时请写明理由，让起草单位知道怎么改。", "text")
    if approve and stage == "city_review" and not document:
        raise Refusal("document-missing", "登记市级审定意见，请填写市里的文号。", "document")
