"""The door for papers: the PDF of a notice or decision, to whoever may see the matter it was issued in."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhengtong.cases.queries import visible_to
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.actions import look
from zhengtong.org.queries import actor_of
from zhengtong.papers import actions
from zhengtong.papers.queries import paper_by_code

# Chrome refuses to start its PDF viewer in a sandboxed page; nothing but the viewer itself may run or load here.
_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@require_safe
@never_cache
def pdf(request: HttpRequest, verification_code: str) -> HttpResponse:
    """Show one paper; `?download=1` saves instead. Who may not see the case learns nothing of its papers (404)."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    paper = paper_by_code(verification_code)
    if paper is None or not visible_to(request.user).filter(ref=paper.subject).exists():
        raise Unknown("没有找到这份文书。")
    actor = actor_of(request.user)
    if actor.startswith("staff:"):
        look(actor, paper.subject, f"文书 {paper.number}", address=request.META.get("REMOTE_ADDR") or None)
    response = HttpResponse(actions.pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        "download" in request.GET, f"{paper.title}-{paper.number}.pdf"
    )
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


urls = [path("<str:verification_code>/pdf/", pdf, name="pdf")]
