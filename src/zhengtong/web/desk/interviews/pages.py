"""The list, and one interview with its next step."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from legalclock.moments import last_day
from zhengtong.foundation.errors import Unknown
from zhengtong.interviews import queries
from zhengtong.interviews.choices import InterviewState, PersonRole, QuestionState
from zhengtong.interviews.models import Interview
from zhengtong.interviews.queries.desk import PERMISSIONS
from zhengtong.org.choices import Permission
from zhengtong.web import interviews as drawing

from .door import enter, facts, opened, picture_url

PER_PAGE = 30


@enter
@require_safe
def interviews(request: HttpRequest) -> HttpResponse:
    """Those of one's units, and those one takes part in. Whoever has neither learns nothing."""
    found, may_run = queries.interviews_for_desk(request.staff), request.staff.may(Permission.INTERVIEW_RUN)
    if not any(map(request.staff.may, PERMISSIONS)) and not found.exists():
        raise Unknown()
    state = request.GET.get("state", "")
    chosen = found.filter(state=state) if state in InterviewState.values else found
    context = {
        "page": (page := Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))),
        "rows": page,
        "tabs": [("", "全部", "?"), *((value, label, f"?state={value}") for value, label in drawing.STATES.items())],
        "state": state if state in InterviewState.values else "",
        "may_run": may_run,
    }
    return render(request, "desk/interviews/list.html", context)


@enter
@require_safe
def interview(request: HttpRequest, slug: str) -> HttpResponse:
    found = opened(request, slug)
    about = facts(request, found)
    counted = queries.figures(found) if found.started_at else None
    context = about | {
        "people": [
            {
                "key": person.pk,
                "name": person.name,
                "post": person.post,
                "role_label": person.get_role_display(),
                "account": f"{person.staff.name}（{person.staff.code}）" if person.staff else "",
                "picture_url": picture_url(found, person.picture),
            }
            for person in found.people.select_related("staff", "picture")
        ],
        "may_plan": about["may_run"] and found.state in (InterviewState.DRAFT, InterviewState.ANNOUNCED),
        "may_edit_transcript": about["may_run"] or about["may_record"],
        "transcript_on": last_day(found.transcript_due),
        "is_transcript_late": found.transcript_due is not None and found.transcript_due <= timezone.now(),
        "missing": _missing(found),
        "asked": found.questions.count(),
        "waiting_count": len(queries.question_queue(found)),
        "left_count": len(queries.question_queue(found, QuestionState.LEFT)),
        "notice_days": drawing.notice_days(),
        "figures": counted.told() if counted else [],
        "curve": counted.curve if counted else [],
        "curve_chart": drawing.curve_chart(counted.curve) if counted else None,
    }
    return render(request, "desk/interviews/interview.html", context)


def _missing(found: Interview) -> list[str]:
    """What a notice has to say and does not say yet."""
    missing = []
    if not found.topic:
        missing.append("写明访谈主题")
    if not found.people.filter(role=PersonRole.GUEST).exists():
        missing.append("安排至少一位嘉宾，写明姓名和职务")
    return missing


@enter
@require_safe
def picture(request: HttpRequest, slug: str, token: str) -> FileResponse:
    """A picture of an interview before anybody outside may see it."""
    found = opened(request, slug).pictures.select_related("stored").filter(token=token).first()
    if found is None:
        raise Unknown("没有找到这张图片。")
    return FileResponse(queries.picture_file(found).open("rb"), content_type="image/jpeg")


urls = [
    path("interviews/", interviews, name="interviews"),
    path("interviews/<slug:slug>/pictures/<str:token>.jpg", picture, name="interview-picture"),
    path("interviews/<slug:slug>/", interview, name="interview"),
]
