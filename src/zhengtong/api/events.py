"""事件报送: deliveries in, and what a system may read back of its own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import orjson
import yaml
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhengtong.exchange.intake import storable
from zhengtong.exchange.queries import system_of
from zhengtong.exchange.rules.event import KINDS
from zhengtong.foundation.errors import Refusal, Unknown

from . import actions, queries, rules
from .door import answered, body_of, client_of, door


@door("POST")
def events(request: HttpRequest) -> HttpResponse:
    """One delivery: 200 when all of it is in, 207 when some was set aside."""
    at = timezone.now()
    client = client_of(request, at)
    body, headers = body_of(request), request.META
    timestamp, signature = headers.get("HTTP_X_TIMESTAMP", ""), headers.get("HTTP_X_SIGNATURE", "")
    rules.check_signature(client.signing_key, timestamp, signature, body, at)
    key = rules.check_key(headers.get("HTTP_IDEMPOTENCY_KEY", ""))
    # What is nested without end is cut first, so that it can be looked at, and set aside like any other flaw.
    told = [storable(event) if rules.is_deep(event) else event for event in rules.read_events(body)]
    answer = actions.deliver(client, key, body, told, at=at)
    return answered(answer, 200 if b'"quarantined":[]' in answer else 207)


@door("GET", "HEAD")
def matter(request: HttpRequest, ref: str) -> HttpResponse:
    system = system_of(client_of(request, timezone.now()))
    return answered(queries.events_received(system, ref, after=_number(request.GET, "after")))


@door("GET", "HEAD")
def quarantine(request: HttpRequest) -> HttpResponse:
    system = system_of(client_of(request, timezone.now()))
    state, before = request.GET.get("state", ""), _number(request.GET, "before")
    return answered(queries.lines_set_aside(system, state=state, before=before))


@door("GET", "HEAD")
def openapi(request: HttpRequest) -> HttpResponse:
    return answered(_openapi())


@door("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Unknown("没有这个接口地址。")


@cache
def _openapi() -> bytes:
    """The document as it is written, with the milestones that there are."""
    told = yaml.safe_load((Path(__file__).parent / "openapi.yaml").read_text("utf-8"))
    told["components"]["schemas"]["Event"]["properties"]["milestone"]["enum"] = list(KINDS)
    return orjson.dumps(told)


def _number(asked: Mapping[str, str], name: str) -> int | None:
    text = asked.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Refusal("number", f"{name} 应为上一页给出的数字。", name)
    return int(text)
