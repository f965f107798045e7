"""What makes a request believable and readable: its credentials, token, signature, moment, key and body. No database."""

import base64
import binascii
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import orjson

from zhengtong.foundation.errors import Refusal

TOKEN_LIFE = timedelta(minutes=30)
CLOCK_DIFFERENCE = timedelta(minutes=5)
"""How far the moment of a signature may be from our clock; an older one may be somebody else's, sent again."""
MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 1000
MOST_DEPTH = 4
"""How deep an event may be nested: itself, `facts`, a list of them, its text. What is deeper is cut and set aside."""
_KEY = re.compile(r"[\x21-\x7e]{8,100}")
_SECONDS = re.compile(r"[0-9]{9,11}")


class Credentials(NamedTuple):
    client_id: str
    secret: str


def credentials(authorization: str, form: Mapping[str, str]) -> Credentials | None:
    """What a client says of itself, by HTTP Basic or in the form (RFC 6749 §2.3.1); None where it says nothing whole.

    Raises Refusal `invalid_request` for both ways at once.
    """
    if not authorization:
        said = Credentials(form.get("client_id", ""), form.get("client_secret", ""))
        return said if all(said) else None
    if "client_secret" in form:
        raise Refusal("invalid_request", "客户端凭据只能用一种方式提交。")
    scheme, _, packed = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, secret = base64.b64decode(packed.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Credentials(unquote_plus(name), unquote_plus(secret)) if colon else None


def make_token(client_id: str, at: datetime, seal: Callable[[str], str]) -> str:
    """A token that says whose it is and until when; nothing of it is kept. `seal` makes a keyed hash in hex."""
    claim = f"{client_id}.{int((at + TOKEN_LIFE).timestamp())}"
    return f"{claim}.{seal(claim)}"


def read_token(authorization: str, at: datetime, seal: Callable[[str], str]) -> str:
    """The client of a Bearer header. Raises Refusal `token-missing`, `token-wrong`, `token-expired`."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refusal("token-missing", "请求没有携带访问令牌（Authorization: Bearer）。")
    claim, _, sealed = token.strip().rpartition(".")
    client_id, _, expiry = claim.rpartition(".")
    if not token.isascii() or not client_id or not hmac.compare_digest(seal(claim), sealed):
        raise Refusal("token-wrong", "访问令牌不正确，请重新申请。")
    if at.timestamp() >= int(expiry):
        raise Refusal("token-expired", "访问令牌已过期，请重新申请。")
    return client_id


def sign(signing_key: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 in hex over the moment as it is told, a line feed, and the body byte for byte."""
    return hmac.digest(signing_key.encode(), timestamp.encode() + b"\n" + body, "sha256").hex()


def check_signature(signing_key: str, timestamp: str, signature: str, body: bytes, at: datetime) -> None:
    """Raises Refusal `signature-missing`, `timestamp-wrong`, `timestamp-far`, `signature-wrong`."""
    if not timestamp or not signature:
        raise Refusal("signature-missing", "请求没有签名，应携带 X-Timestamp 和 X-Signature。")
    if not _SECONDS.fullmatch(timestamp):
        raise Refusal("timestamp-wrong", "X-Timestamp 应为自1970年起的整秒数（UTC）。")
    if abs(at - datetime.fromtimestamp(int(timestamp), UTC)) > CLOCK_DIFFERENCE:
        raise Refusal("timestamp-far", "签名时间与本平台时间相差超过5分钟，请校准时钟后重新签名。")
    if not signature.isascii() or not hmac.compare_digest(sign(signing_key, timestamp, body), signature.lower()):
        raise Refusal("signature-wrong", "签名不正确，请核对签名密钥和签名内容。")


def check_key(key: str) -> str:
    """The Idempotency-Key; raises Refusal `idempotency-key`."""
    if not _KEY.fullmatch(key):
        raise Refusal("idempotency-key", "请求应携带 Idempotency-Key，由8至100个可见的英文字符组成，每批数据各不相同。")
    return key


def is_json(content_type: str) -> bool:
    media, _, parameters = content_type.lower().partition(";")
    charset = parameters.strip().partition("charset=")[2].strip('" ')
    return media.strip() == "application/json" and charset in ("", "utf-8", "utf8")


def read_events(body: bytes) -> list[Any]:
    """One event, or `{"events": […]}`; raises Refusal `json` (not readable), `shape`, `events-empty`, `events-many`."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Refusal("json", f"请求内容不是可读的 JSON（第{error.lineno}行第{error.colno}列）。") from error
    if not isinstance(told, dict):
        raise Refusal("shape", "请求内容应为一个事件，或者 {“events”: […]}。")
    if "events" not in told:
        return [told]
    events = told["events"]
    if len(told) > 1 or not isinstance(events, list):
        raise Refusal("shape", "成批报送时请求内容应只有 events 一项，内容为事件清单。")
    if not events:
        raise Refusal("events-empty", "events 里没有事件。")
    if len(events) > MOST_EVENTS:
        raise Refusal("events-many", f"一批最多{MOST_EVENTS:,}个事件，这一批有{len(events):,}个。")
    return events


def is_deep(value: Any, left: int = MOST_DEPTH) -> bool:
    """Whether a decoded value is nested deeper than an event ever is."""
    if type(value) is dict:
        return left == 0 or any(is_deep(one, left - 1) for one in value.values() if type(one) in (dict, list))
    if type(value) is list:
        return left == 0 or any(is_deep(one, left - 1) for one in value if type(one) in (dict, list))
    return False
