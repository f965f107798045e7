"""编号加查询密码: how a citizen comes back to what was sent without an account, and how a double click is answered.

Who knew the pair once reads the matter for the rest of the session; whoever sent it from an account needs no pair. To
everybody else it is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_code

from . import throttle

KEPT = 20


class Sent(Protocol):
    ref: str


S = TypeVar("S", bound=Sent)


@dataclass(frozen=True, slots=True)
class Door(Generic[S]):
    """The way in to one kind of thing that citizens send.

    Its pages are `citizen:<page>`, `citizen:<page>-receipt` and, with the look-up, `citizen:<page>s`.
    """

    name: str
    letters: str
    page: str
    session_key: str
    by_ref: Callable[[str], S]
    by_code: Callable[[str, str], S]
    sender: Callable[[S], int | None]
    not_found: str

    def remember(self, request: HttpRequest, sent: S) -> None:
        """This browser sent it, or knew its code: it may read it until it leaves."""
        known = [ref for ref in request.session.get(self.session_key, []) if ref != sent.ref]
        request.session[self.session_key] = [sent.ref, *known][:KEPT]

    def may_read(self, request: HttpRequest, sent: S) -> bool:
        is_own = request.user.is_authenticated and self.sender(sent) == request.user.pk
        return is_own or sent.ref in request.session.get(self.session_key, [])

    def readable(self, request: HttpRequest, ref: str) -> S:
        """Raises Unknown for whoever may not read it, as for a number that does not exist."""
        sent = self.by_ref(ref)
        if not self.may_read(request, sent):
            raise Unknown(self.not_found)
        return sent

    def led_to_look_up(self, ref: str) -> HttpResponse:
        """Whoever may not read it is asked for the code, with the number filled in."""
        return redirect(f"{reverse(f'citizen:{self.page}s')}?{urlencode({'ref': tidy_code(ref)[:40]})}")

    def already_sent(self, request: HttpRequest, sent: S) -> HttpResponse:
        """A double click: it is there once, and whoever sent it sees its receipt."""
        sentence = f"这件{self.name}已经提交成功，不必重复提交。"
        if not self.may_read(request, sent):
            raise Refusal(f"{self.page}-duplicate", sentence)
        messages.info(request, sentence)
        return redirect(f"citizen:{self.page}-receipt", sent.ref)

    def look_up(self, request: HttpRequest) -> HttpResponse | dict[str, Any]:
        """On to the page of what a posted pair names; else what the form shows: `ref` as typed, `errors` by field."""
        ref, code = (request.POST.get(name, "")[:40] for name in ("ref", "code"))
        if request.method != "POST":
            return {"ref": request.GET.get("ref", "")[:40], "errors": {}}
        try:
            found = self._found(request, ref, code)
        except Refusal as refusal:
            return {"ref": ref, "errors": {refusal.field or "": refusal.sentence}}
        self.remember(request, found)
        return redirect(f"citizen:{self.page}", found.ref)

    def _found(self, request: HttpRequest, ref: str, code: str) -> S:
        if not ref.strip():
            raise Refusal("missing", f"请填写{self.name}编号，见提交后的回执，以{self.letters}开头。", "ref")
        if not code.strip():
            raise Refusal("missing", "请填写查询密码，回执上的六位数字。", "code")
        return throttle.tried(request, tidy_code(ref), timezone.now(), lambda: self.by_code(ref, code))
