"""访问令牌: OAuth 2.0 client credentials (RFC 6749 §4.4); the errors are those of §5.2, with a sentence."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhengtong.exchange.queries import client_with
from zhengtong.foundation.errors import Refusal

from . import rules
from .door import answered, door, seal

_MOST_BYTES = 10_000


@door("POST")
def token(request: HttpRequest) -> HttpResponse:
    media = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if media != "application/x-www-form-urlencoded" or int(request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
        return _error("invalid_request", "请求应为 application/x-www-form-urlencoded 表单。")
    form = request.POST
    if not form.get("grant_type"):
        return _error("invalid_request", "没有写明 grant_type。")
    if form["grant_type"] != "client_credentials":
        return _error("unsupported_grant_type", "只支持 client_credentials。")
    authorization = request.META.get("HTTP_AUTHORIZATION", "")
    try:
        said = rules.credentials(authorization, form)
    except Refusal as refusal:
        return _error(refusal.code, refusal.sentence)
    client = client_with(*said) if said else None
    if client is None:
        answer = _error("invalid_client", "客户端编号或密钥不正确，或者密钥已作废。", 401)
        answer.headers["WWW-Authenticate"] = 'Basic realm="zhengtong"'
        return answer
    return answered(
        {
            "access_token": rules.make_token(client.client_id, timezone.now(), seal),
            "token_type": "Bearer",
            "expires_in": int(rules.TOKEN_LIFE.total_seconds()),
        },
        Pragma="no-cache",
    )


def _error(code: str, sentence: str, status: int = 400) -> HttpResponse:
    # RFC 6749 wants ASCII in error_description; the sentence stands beside it.
    return answered({"error": code, "sentence": sentence}, status)
