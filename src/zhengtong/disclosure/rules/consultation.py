"""征求意见: what silence means after fifteen working days (条例 第三十二条、第三十四条)."""

from zhengtong.foundation.errors import Refusal

from ..choices import ConsultationAnswer, ConsultationKind


def answer_of_silence(kind: str) -> str:
    """A joint organ that says nothing agrees (第三十四条); a third party's silence is no consent (第三十二条): ""."""
    return ConsultationAnswer.AGREES.value if kind == ConsultationKind.JOINT_ORGAN else ""


def words_of_silence(kind: str) -> str:
    """What is put down when the fifteen working days have passed."""
    if kind == ConsultationKind.JOINT_ORGAN:
        return "收到征求意见函之日起15个工作日内未提出意见，视为同意公开（条例第三十四条）。"
    if kind == ConsultationKind.THIRD_PARTY:
        return "收到征求意见书之日起15个工作日内未提出意见，由本机关依照条例的规定决定是否公开（条例第三十二条）。"
    return "15个工作日内未提出意见，由本机关依法决定是否公开。"


def check_answer(answer: str, opinion: str, *, is_silent: bool, is_over: bool) -> None:
    """Silence is put down only when the limit has passed; who refuses says why. Raises Refusal."""
    if is_silent:
        if not is_over:
            raise Refusal("not-silent-yet", "答复意见的15个工作日还没有届满，不能按逾期未答复处理。")
        return
    if answer not in ConsultationAnswer.values:
        raise Refusal("no-choice", "请选择对方的意见。", "answer")
    if answer != ConsultationAnswer.AGREES and len(opinion) < 4:
        raise Refusal("no-words", "对方不同意公开的，请写明理由和范围。", "opinion")
