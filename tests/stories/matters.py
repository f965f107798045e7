"""Matters at every stage, brought there by the product's own acts: a draft, one to be corrected, one in review, one finished."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from legalclock import Budget
from tests.cast import Cast
from tests.files.samples import picture
from zhengtong.cases import actions
from zhengtong.cases.models import Case
from zhengtong.files.actions import store_upload
from zhengtong.forms.queries import current_version

from .conftest import MONDAY

ITEM = "MZ-XK-0026"
ANSWERS = {
    "request_kind": "new",
    "reason": "成立安福县樟树种植协会。",
    "place": "360829100202",
    "pickup": "hall",
    "promise": "yes",
}


@dataclass(frozen=True)
class Matters:
    """张阿姨's four matters, and the address of every page that shows something of them."""

    draft: Case
    correcting: Case
    reviewing: Case
    finished: Case

    def public(self) -> list[str]:
        """What anybody may open."""
        item = f"/items/{ITEM}/"
        tabs = [f"{item}{tab}" for tab in ("", "forms/", "consult/", "apply/", "results/", "versions/")]
        found = [
            "/hall/",
            "/services/",
            "/services/?q=协会",
            "/services/?q=没有这件事",
            *tabs,
            "/progress/",
            "/consult/",
        ]
        calculated = "/calculator/?start=2026-11-23&amount=5&unit=wd"
        return [*found, "/calculator/", calculated, "/account/accessibility/", "/results/", "/verify/"]

    def account(self) -> list[str]:
        """What stands at the gate."""
        return ["/account/sign-in/", "/account/register/", "/account/register/?kind=legal"]

    def own(self) -> list[str]:
        """What 张阿姨 alone may open."""
        steps = [f"/apply/{self.draft.draft_token}/{step}/" for step in ("form", "materials", "confirm", "discard")]
        mine = [f"/my/cases/{case.ref}/" for case in (self.correcting, self.reviewing, self.finished)]
        told = [f"{mine[0]}{page}/" for page in ("correction", "why")]
        seen = [f"{mine[1]}{page}/" for page in ("receipt", "why", "withdraw")]
        account = [f"/account/{page}" for page in ("", "password/", "delegations/add/")]
        return ["/my/", "/my/messages/", *mine, *told, *seen, *steps, *account]

    def desk(self) -> list[str]:
        """小李's pages."""
        cases = [f"/desk/cases/{case.ref}/" for case in (self.correcting, self.reviewing, self.finished)]
        acts = [f"{cases[0]}supply_correction/", f"{cases[2]}deliver/", f"{cases[1]}why/", f"{cases[1]}transfer/"]
        lists = ["/desk/", "/desk/?scope=all", "/desk/cases/?q=张桂兰", "/desk/reception/", f"/desk/reception/{ITEM}/"]
        return [*lists, *cases, *acts]

    def review(self) -> list[str]:
        """王科长's acts."""
        case = f"/desk/cases/{self.reviewing.ref}/"
        return [f"{case}{act}/" for act in ("complete_step", "suspend", "request_extension", "open_joint", "void")]


def begin(county: Cast) -> Case:
    """A draft with its form filled in and its papers there."""
    user, at = county.zhangayi.user, MONDAY
    draft = actions.start_draft(ITEM, by=user, at=at)
    form = current_version("general-natural")
    actions.save_draft(draft.draft_token, form_version=form, values=ANSWERS, by=user, at=at)
    for order, name in ((2, "身份证.jpg"), (3, "房屋证明.jpg")):
        upload = SimpleUploadedFile(name, picture())
        file = store_upload(upload, by=f"citizen:{user.pk}", at=at)
        actions.attach_material(draft.draft_token, order, file, by=user, at=at)
    return draft


def receive(county: Cast) -> Case:
    case = actions.submit_application(begin(county).draft_token, by=county.zhangayi.user, at=MONDAY)
    return actions.receive_case(case.ref, by=county.xiaoli, at=MONDAY)


def four(county: Cast) -> Matters:
    problems = [{"material": "身份证明", "problem": "身份证只拍了正面，请补拍反面。"}]
    told = receive(county)
    reply = Budget.parse("10wd")
    correcting = actions.request_correction(told.ref, problems, reply=reply, by=county.xiaoli, at=MONDAY)
    reviewing = actions.accept_case(receive(county).ref, by=county.xiaoli, at=MONDAY)
    # One draft of a matter at a time: what is finished is begun before what stays a draft.
    finished = finish(county)
    return Matters(begin(county), correcting, reviewing, finished)


def finish(county: Cast) -> Case:
    """Accepted, reviewed by both units, granted, certified, finished; not yet handed over."""
    ref, at = receive(county).ref, MONDAY + timedelta(minutes=1)
    actions.accept_case(ref, by=county.xiaoli, at=at)
    for by in (county.wangkezhang, county.laozhou, county.wangkezhang):
        actions.complete_step(ref, result="approved", opinion="同意。", by=by, at=at)
    actions.decide_case(ref, kind="granted", opinion="同意登记。", by=county.liujuzhang, at=at)
    head = county.wangkezhang
    actions.issue_certificate(
        ref, number="赣安民社证字第0102号", valid_from=date(2026, 11, 23), valid_to=None, by=head, at=at
    )
    return actions.finish_case(ref, summary="准予登记，请到窗口领取证书。", by=head, at=at)
