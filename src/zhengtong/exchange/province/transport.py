"""Over HTTP to the platform: one signed envelope out, one answer back, or a sentence that says why not."""

import http.client
import json
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from zhengtong.journal.rules import canonical

from . import codes

ANSWER_SECONDS = 10.0
MOST_BYTES = 32 * 1024 * 1024


class LinkFault(Exception):
    """The platform did not give a usable answer; nothing is known of what it did. The message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The platform's head and body, as it sent them."""

    head: dict[str, Any]
    body: Any


def send(url: str, path: str, envelope: dict[str, Any], *, seconds: float = ANSWER_SECONDS) -> Answer:
    """POST an envelope; raises LinkFault, also where the platform refuses the envelope as a whole."""
    answer = _exchange(url, "POST", path, canonical(envelope), seconds)
    code = str(answer.head.get("code", ""))
    if code != codes.ACCEPTED:
        raise LinkFault(f"省平台不受理整批报文：{code} {codes.meaning(code)}。")
    return answer


def health(url: str, *, seconds: float = 5.0) -> Answer:
    """Whether anybody is there, and who; raises LinkFault."""
    return _exchange(url, "GET", "/v1/health", None, seconds)


def _exchange(url: str, method: str, path: str, content: bytes | None, seconds: float) -> Answer:
    parts = urlsplit(url)
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port, timeout=seconds, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.request(method, parts.path.rstrip("/") + path, content, {"Content-Type": "application/json"})
        response = connection.getresponse()
        raw = response.read(MOST_BYTES + 1)
    except TimeoutError as error:
        raise LinkFault(f"省平台 {seconds:g} 秒内没有应答。") from error
    except ConnectionRefusedError as error:
        raise LinkFault("连接不上省平台（连接被拒绝）。") from error
    except ssl.SSLError as error:
        raise LinkFault("省平台的证书不被信任，未建立连接。") from error
    except (OSError, http.client.HTTPException) as error:
        raise LinkFault(f"与省平台的连接中断（{type(error).__name__}）。") from error
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise LinkFault(f"省平台内部错误（HTTP {response.status}）。")
    return _read(raw)


def _read(raw: bytes) -> Answer:
    if len(raw) > MOST_BYTES:
        raise LinkFault("省平台的应答过大，未予接收。")
    try:
        found = json.loads(raw)
        return Answer(dict(found["head"]), found.get("body"))
    except (ValueError, KeyError, TypeError) as error:
        raise LinkFault("省平台的应答无法识别。") from error
