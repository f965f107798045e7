"""The machines' gate: token, allowance, and every refusal as JSON. No session, no cookie, no page."""

import functools
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from zhengtong.exchange import queries as exchange
from zhengtong.exchange.queries import Client
from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown

from . import rules
from .allowance import Allowance

View = Callable[..., HttpResponse]
ALLOWANCE = Allowance()
_DRAINED_AT_MOST = 64 * 1024 * 1024
_STATUS = {
    "token-missing": 401, "token-wrong": 401, "token-expired": 401, "client-revoked": 403,
    "signature-missing": 401, "signature-wrong": 401, "timestamp-wrong": 401, "timestamp-far": 401,
    "method": 405, "too-large": 413, "content-type": 415, "json": 400, "body-broken": 400, "idempotency-key": 400,
    "too-many": 429, "system-retired": 403,
}  # fmt: skip
log = logging.getLogger(__name__)


def seal(claim: str) -> str:
    """The keyed hash by which a token is known as ours."""
    return crypto.blind_index(claim.encode().hex(), "api-token")


def answered(told: Any, status: int = 200, **headers: str) -> HttpResponse:
    """`told` as JSON; bytes are JSON already."""
    body = told if isinstance(told, bytes) else orjson.dumps(told)
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(
        body, status=status, content_type="application/json", headers={"Cache-Control": "no-store"} | said
    )


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal with its stable code and its sentence; 422 where no status says it better."""
    status = 404 if isinstance(refusal, Unknown) else _STATUS.get(refusal.code, 422)
    headers: dict[str, str] = {}
    if status == 401:
        headers["WWW_Authenticate"] = 'Bearer realm="zhengtong"'
    elif status == 429:
        headers["Retry_After"] = "1"
    return answered({"code": refusal.code, "sentence": refusal.sentence}, status, **headers)


def door(*methods: str) -> Callable[[View], View]:
    """A view for machines: only these methods; what it refuses is told as JSON; nobody's browser is meant (no CSRF)."""

    def frame(view: View) -> View:
        @csrf_exempt
        @functools.wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if request.method not in methods:
                    answer = refused(Refusal("method", f"这个地址只接受 {'、'.join(methods)} 请求。"))
                    answer.headers["Allow"] = ", ".join(methods)
                    return answer
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refused(refusal)
            except (OperationalError, InterfaceError):
                # Nothing of it was taken in; with the same Idempotency-Key it can safely be sent again.
                log.exception("the database did not answer at %s", request.path)
                told = {"code": "unavailable", "sentence": "平台暂时不能处理，本次没有接收，请稍后原样重发。"}
                return answered(told, 503, Retry_After="5")

        return enter

    return frame


def client_of(request: HttpRequest, at: datetime) -> Client:
    """Whose request this is. Raises Refusal: no or a false token, a revoked key, too many requests."""
    client_id = rules.read_token(request.META.get("HTTP_AUTHORIZATION", ""), at, seal)
    client = _asked_first(client_id)
    if client is None:
        raise Refusal("client-revoked", "接入密钥已作废或者系统已停用，请联系平台管理员。")
    if not ALLOWANCE.take(client_id, settings.API_REQUESTS_PER_SECOND):
        raise Refusal("too-many", f"请求过于频繁，每秒最多{settings.API_REQUESTS_PER_SECOND}次，请稍后再试。")
    return client


def _asked_first(client_id: str) -> Client | None:
    """The client. Always the first question of a request, so it finds out itself whether the connection lives."""
    connection.health_check_done = True  # else Django asks that before, with every request
    try:
        return exchange.client(client_id)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return exchange.client(client_id)


def body_of(request: HttpRequest) -> bytes:
    """The body, if it is JSON and of a size that is taken. Raises Refusal `too-large`, `content-type`, `body-broken`."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > rules.MOST_BYTES:
        if length <= _DRAINED_AT_MOST:  # a client that is still sending never reads an answer it got too early
            while request.read(1 << 20):
                pass
        raise Refusal("too-large", f"请求内容超过{rules.MOST_BYTES // 1024 // 1024} MB，请分批报送。")
    if not rules.is_json(request.META.get("CONTENT_TYPE", "")):
        raise Refusal("content-type", "请求内容应为 UTF-8 编码的 JSON（Content-Type: application/json）。")
    try:
        return request.body
    except UnreadablePostError as error:
        raise Refusal("body-broken", "请求内容没有传完整。") from error
