"""申诉: the inbox with the time left, and one appeal beside its card, to be decided."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.supervision import processes
from zhengtong.supervision.actions import appeals as acts
from zhengtong.supervision.choices import AppealState
from zhengtong.supervision.models import Appeal
from zhengtong.supervision.rules import due_process as rules
from zhengtong.web import one_act
from zhengtong.web.processes import APPEAL_TONES, Remaining, wait_of_appeal

from .door import oversight

PER_PAGE = 30
TABS = {
    "filed": ("待审查", (AppealState.FILED,)),
    "returned": ("待补充", (AppealState.RETURNED,)),
    "decided": ("已审查", (AppealState.UPHELD, AppealState.GRANTED)),
}
VERDICTS = (
    (AppealState.UPHELD, "维持：发牌正确，继续有效"),
    (AppealState.GRANTED, "撤销发牌：申诉成立，这张牌不再计入统计"),
    (AppealState.RETURNED, "退回补充：要求申诉单位三个工作日内补充材料"),
)


@dataclass(frozen=True, slots=True)
class Row:
    appeal: Appeal
    wait: Remaining | None

    @property
    def tone(self) -> tuple[str, str]:
        return APPEAL_TONES[AppealState(self.appeal.state)]


@oversight()
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    at, found = timezone.now(), processes.appeals_for_oversight(request.staff)
    chosen = request.GET.get("show", "filed")
    chosen = chosen if chosen in TABS else "filed"
    shown = found.filter(state__in=TABS[chosen][1])
    if chosen == "decided":
        shown = shown.order_by("-decided_at", "-pk")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [Row(appeal, wait_of_appeal(appeal, at)) for appeal in page],
        "chosen": chosen,
        "tabs": [
            (key, label, f"?show={key}", *([found.filter(state__in=states).count()] if key != "decided" else []))
            for key, (label, states) in TABS.items()
        ],
    }
    return render(request, "oversight/appeals/list.html", context)


@oversight()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal(request: HttpRequest, ref: str) -> HttpResponse:
    """The card at the left, what the unit says and shows at the right, the decision below."""
    at, staff = timezone.now(), request.staff
    card = processes.card_for_oversight(staff, ref)
    found = processes.appeal_of(card)
    if found is None:
        raise Unknown("这张牌没有申诉。")
    may_judge = staff.may(Permission.CARD_JUDGE, unit=card.unit, region=card.region)
    names = processes.people([found.filed_by, found.decided_by])
    return one_act.form(
        request,
        "oversight/appeals/appeal.html",
        {"verdict": "", "answer": ""},
        lambda typed: acts.decide_appeal(ref, **typed, by=staff, at=at),
        lambda made: ("审查结果已记录，并已通知申诉单位。", redirect("oversight:appeal", ref)),
        card=card,
        rule=processes.rule_named(card),
        appeal=found,
        tone=APPEAL_TONES[AppealState(found.state)],
        wait=wait_of_appeal(found, at),
        filed_by=names[found.filed_by],
        decided_by=names.get(found.decided_by, ""),
        may_decide=may_judge and _is_open(found, card.state, at),
        is_own=bool(card.issued_by) and card.issued_by == f"staff:{staff.code}",
        verdicts=VERDICTS if found.state == AppealState.FILED else VERDICTS[:2],
    )


def _is_open(found: Appeal, card_state: str, at: object) -> bool:
    try:
        rules.check_decide(
            state=found.state,
            verdict=AppealState.GRANTED,
            supplement_due=found.supplement_due,
            card_state=card_state,
            at=at,  # type: ignore[arg-type]
        )
    except Refusal:
        return False
    return True


urls = [path("appeals/", appeals, name="appeals"), path("appeals/<str:ref>/", appeal, name="appeal")]
