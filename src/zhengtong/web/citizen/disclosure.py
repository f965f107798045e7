"""依申请公开: ask for information, follow the request, correct it, read the reply, and know what may come next."""

import json
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.disclosure import documents
from zhengtong.disclosure.actions import requests as actions
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.disclosure.queries import requests as queries
from zhengtong.disclosure.rules import reply as rules
from zhengtong.disclosure.rules.application import REF_LETTERS
from zhengtong.disclosure.rules.course import acts_in
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards.actions import mark
from zhengtong.org.actions import count_failed_lookup
from zhengtong.org.queries import citizen_of, failed_lookups
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.queries import papers_of
from zhengtong.timers.queries import calendar, explanation
from zhengtong.web import evidence, one_act
from zhengtong.web.disclosure import (
    TOKEN,
    Came,
    blank,
    clock_card,
    clock_to_show,
    course_of,
    file_response,
    form_context,
    known_of,
    paper_response,
    pdf_response,
    take,
)

from .by_code import KEPT, Door
from .screening import screen

DOOR = Door(
    "申请", REF_LETTERS, "disclosure-request", "disclosure-requests", queries.request_by_ref, queries.request_by_code,
    lambda request: request.applicant_id, queries.NOT_FOUND,
)  # fmt: skip
FROM_AN_ADDRESS = 20
WINDOW = timedelta(hours=1)
TOO_MANY = "同一网络提交的申请太多，请稍后再试，或者当面、邮寄提交申请。"
PER_PAGE = 20
_FOR_APPLICANTS = (
    PaperKind.DISCLOSURE_CORRECTION,
    PaperKind.DISCLOSURE_EXTENSION,
    PaperKind.DISCLOSURE_FEE,
    PaperKind.DISCLOSURE_REPLY,
)
"""Papers addressed to the applicant; what was sent to third parties is not for them."""


# --- before asking ---


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What this is, how to ask, the look-up, one's own requests."""
    asked = DOOR.look_up(request)
    if isinstance(asked, HttpResponse):
        return asked
    context = asked | {
        "own": queries.own_requests(request.user)[:KEPT],
        "draft": queries.draft_of(request.user),
        "answered": queries.answered_requests()[:5],
        "units": queries.units_taking_requests(),
    }
    return render(request, "citizen/disclosure/start.html", context, status=409 if asked["errors"] else 200)


@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """依申请公开答复公示; with `q`, those that are like it."""
    words = request.GET.get("q", "")[:100]
    if words.strip():
        found = queries.similar_answered(words, most=PER_PAGE)
        return render(request, "citizen/disclosure/answered.html", {"found": found, "words": words})
    page = Paginator(queries.answered_requests(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "citizen/disclosure/answered.html", {"found": page, "page": page, "words": ""})


@require_safe
def similar(request: HttpRequest) -> JsonResponse:
    """Answered requests like what is being typed, as JSON for the small script of the form."""
    found = queries.similar_answered(request.GET.get("q", ""))
    url = reverse("citizen:disclosure-answered")
    rows = [
        {"url": f"{url}#{each.ref}", "title": each.published_wanted, "kind": each.reply.get_kind_display()}
        for each in found
    ]
    return JsonResponse({"found": rows})


# --- asking ---


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form: sent, kept as a draft, or shown again."""
    citizen = citizen_of(request.user)
    if request.method != "POST":
        kept = queries.draft_of(request.user)
        typed = {key: value for key, value in json.loads(kept.values).items() if value} if kept else {}
        known = known_of(citizen)
        wanted = {name: request.GET.get(name, "")[:200] for name in ("wanted", "unit", "index_number")}
        return _page(request, blank(**(known | typed | {key: text for key, text in wanted.items() if text})))
    at = timezone.now()
    if sent := queries.request_of_submission(request.POST.get(TOKEN, "")[:32]):
        return DOOR.already_sent(request, sent)
    address = f"requests from {request.META.get('REMOTE_ADDR', '')}"
    if failed_lookups([address], at)[address] >= FROM_AN_ADDRESS:
        came = blank(**{name: request.POST.get(name, "") for name in blank().typed})
        came.errors = {"": TOO_MANY}
        return _page(request, came, status=429)
    came = take(request, citizen, at=at)
    if "keep" in request.POST and citizen is not None:
        actions.keep_draft(came.typed, by=citizen.user, at=at)
        messages.success(request, "草稿已保存，下次打开本页接着填。上传的文件请在提交时选择。")
        return redirect("citizen:disclosure-ask")
    if came.is_rearranged:
        came.errors = {}
        return _page(request, came)
    if came.said is None:
        return _page(request, came, status=409)
    try:
        screened = screen(
            {"wanted": ("所需信息", came.said.wanted), "features": ("特征描述", came.said.features)}, at=at
        )
        made = actions.submit(
            came.said,
            submission=came.submission,
            applicant=citizen.user if citizen else None,
            identity=came.identity,
            more=came.more,
            at=at,
        )
    except Unknown:
        raise
    except Refusal as refusal:
        if refusal.code == "request-duplicate" and (sent := queries.request_of_submission(came.submission)):
            return DOOR.already_sent(request, sent)
        came.errors = {("identity-1" if refusal.field == "identity" else refusal.field or ""): refusal.sentence}
        return _page(request, came, status=409)
    mark(
        screened, kind="disclosure-request", ref=made.ref, url=reverse("desk:disclosure-request", args=[made.ref]),
        title=f"公开申请{made.ref}", unit=made.unit, at=at, is_confidential=True,
    )  # fmt: skip
    count_failed_lookup([address], at=at, within=WINDOW)
    DOOR.remember(request, made)
    return redirect("citizen:disclosure-request-receipt", made.ref)


def _page(request: HttpRequest, came: Came, *, status: int = 200) -> HttpResponse:
    context = form_context(came, knows_person=citizen_of(request.user) is not None)
    if came.typed.get("wanted"):
        context["similar"] = queries.similar_answered(came.typed["wanted"])
    return render(request, "citizen/disclosure/form.html", context, status=status)


@require_safe
@never_cache
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    return render(request, "citizen/disclosure/receipt.html", {"asked": DOOR.readable(request, ref)})


# --- following it ---


@require_safe
@never_cache
def progress(request: HttpRequest, ref: str) -> HttpResponse:
    """The course, the clock, what is asked of the applicant, and the reply with what may follow."""
    try:
        asked = DOOR.readable(request, ref)
    except Unknown:
        return DOOR.led_to_look_up(ref)
    is_out = queries.reply_is_out(asked) and asked.reply.number
    context = {
        "asked": asked,
        "card": clock_card(asked, timezone.now(), reverse("citizen:disclosure-request-why", args=[ref])),
        "course": course_of(asked),
        "files": queries.files_for_applicant(asked),
        "papers": [paper for paper in papers_of(ref) if paper.kind in _FOR_APPLICANTS],
        "reply": asked.reply if is_out else None,
        "row": rules.row_of(asked.reply.kind) if is_out else None,
        "remedies": _remedies(asked) if is_out else None,
        "organ": documents.reconsideration_organ(),
        "awaits_reasons": _awaits_reasons(asked),
        "may_withdraw": "withdraw" in acts_in(asked.state),
    }
    return render(request, "citizen/disclosure/progress.html", context)


def _remedies(asked: DisclosureRequest) -> rules.Remedies:
    day = localdate(asked.delivered_at) if asked.delivered_at else None
    return rules.remedies(asked.reply.kind, day, calendar())


@require_safe
@never_cache
def why(request: HttpRequest, ref: str) -> HttpResponse:
    """为什么是这一天, day by day, of the clock the page shows."""
    asked = DOOR.readable(request, ref)
    shown = clock_to_show(asked)
    if shown is None:
        raise Unknown("这件申请还没有开始计算期限。")
    clock, which, name, *_ = shown
    context = {"asked": asked, "explanation": explanation(clock, which), "name": name}
    return render(request, "citizen/disclosure/why.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """补正: words and files; the reply clock begins anew with them."""
    asked = DOOR.readable(request, ref)
    if "supply_correction" not in acts_in(asked.state):
        messages.info(request, "这件申请目前不需要补正。")
        return redirect("citizen:disclosure-request", ref)
    at = timezone.now()
    return evidence.form(
        request,
        "citizen/disclosure/correct.html",
        {"text": ""},
        lambda typed, files: actions.supply_correction(ref, typed["text"], code=asked.query_code, files=files, at=at),
        lambda _: ("补正已提交，答复期限自今天起重新计算。", redirect("citizen:disclosure-request", ref)),
        by=f"request:{asked.ref}",
        at=at,
        asked=asked,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reasons(request: HttpRequest, ref: str) -> HttpResponse:
    """说明理由, where the office has asked for it (第三十五条)."""
    asked, at = DOOR.readable(request, ref), timezone.now()
    if not _awaits_reasons(asked):
        messages.info(request, "这件申请目前不需要说明理由。")
        return redirect("citizen:disclosure-request", ref)
    return one_act.form(
        request,
        "citizen/disclosure/reasons.html",
        {"text": ""},
        lambda typed: actions.state_reasons(ref, typed["text"], code=asked.query_code, at=at),
        lambda _: ("已提交。", redirect("citizen:disclosure-request", ref)),
        asked=asked,
    )


def _awaits_reasons(asked: DisclosureRequest) -> bool:
    told = getattr(asked, "reasons", None)
    return (
        told is not None
        and told.stated_at is None
        and told.judged_at is None
        and "state_reasons" in acts_in(asked.state)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    asked, at = DOOR.readable(request, ref), timezone.now()
    if "withdraw" not in acts_in(asked.state):
        messages.info(request, "这件申请目前不能撤回。")
        return redirect("citizen:disclosure-request", ref)
    return one_act.form(
        request,
        "citizen/disclosure/withdraw.html",
        {"reason": ""},
        lambda typed: actions.withdraw(ref, typed["reason"], code=asked.query_code, at=at),
        lambda _: ("申请已撤回。", redirect("citizen:disclosure-request", ref)),
        asked=asked,
        follows=("这件申请不再办理，也不再答复。", "撤回后不能恢复；仍然需要的，可以重新申请。"),
    )


# --- what may be taken away ---


@require_safe
@never_cache
def paper(request: HttpRequest, ref: str, code: str) -> HttpResponse:
    """A paper addressed to the applicant."""
    DOOR.readable(request, ref)
    for each in papers_of(ref):
        if each.verification_code == code and each.kind in _FOR_APPLICANTS:
            return paper_response(each, is_saved="download" in request.GET)
    raise Unknown("没有找到这份文书。")


@require_safe
@never_cache
def reply_file(request: HttpRequest, ref: str, token: str) -> FileResponse:
    """A file that was disclosed."""
    return file_response(queries.reply_file(DOOR.readable(request, ref), token))


@require_safe
@never_cache
def reconsideration(request: HttpRequest, ref: str) -> HttpResponse:
    """行政复议申请书, filled in."""
    asked = DOOR.readable(request, ref)
    if not queries.reply_is_out(asked) or not asked.reply.number:
        raise Unknown("这件申请还没有答复。")
    by = _remedies(asked).reconsider_by
    content = documents.reconsideration_application(asked, asked.reply, by=by, at=timezone.now())
    return pdf_response(content, f"行政复议申请书-{ref}.pdf")


urls = [
    path("disclosure-requests/", start, name="disclosure-requests"),
    path("disclosure-requests/new/", ask, name="disclosure-ask"),
    path("disclosure-requests/answered/", answered, name="disclosure-answered"),
    path("disclosure-requests/similar/", similar, name="disclosure-similar"),
    path("disclosure-requests/<str:ref>/", progress, name="disclosure-request"),
    path("disclosure-requests/<str:ref>/receipt/", receipt, name="disclosure-request-receipt"),
    path("disclosure-requests/<str:ref>/why/", why, name="disclosure-request-why"),
    path("disclosure-requests/<str:ref>/correct/", correct, name="disclosure-request-correct"),
    path("disclosure-requests/<str:ref>/reasons/", reasons, name="disclosure-request-reasons"),
    path("disclosure-requests/<str:ref>/withdraw/", withdraw, name="disclosure-request-withdraw"),
    path("disclosure-requests/<str:ref>/papers/<str:code>/", paper, name="disclosure-request-paper"),
    path("disclosure-requests/<str:ref>/files/<str:token>/", reply_file, name="disclosure-request-file"),
    path("disclosure-requests/<str:ref>/reconsideration/", reconsideration, name="disclosure-request-reconsideration"),
]
