"""An outside system at our door: it holds a key, asks for a token, signs what it sends."""

import base64
import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.cast import NOON
from zhengtong.api import rules
from zhengtong.exchange.actions import issue_key


class System:
    """The system with this code, with a key of its own."""

    def __init__(self, code: str = "LAND") -> None:
        issued = issue_key(code, by=None, at=NOON)
        self.client_id, self.secret, self.signing_key = issued.key.client_id, issued.secret, issued.signing_key
        self._http = Client(raise_request_exception=False)
        self._keys = 0
        self.token = self.asks_for_token().json()["access_token"]

    def asks_for_token(self, secret: str = "", **form: str) -> HttpResponse:
        packed = base64.b64encode(f"{self.client_id}:{secret or self.secret}".encode()).decode()
        return ask(form or {"grant_type": "client_credentials"}, authorization=f"Basic {packed}")

    def sends(self, told: Any, key: str = "", at: datetime | None = None, **changed: Any) -> HttpResponse:
        """One delivery; `changed` replaces a header (None leaves it out), `body` what is sent after signing."""
        body = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
        self._keys += 1
        timestamp = str(int((at or timezone.now()).timestamp()))
        sent = changed.pop("body", body)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "X-Timestamp": timestamp,
            "X-Signature": rules.sign(self.signing_key, timestamp, body),
            "Idempotency-Key": key or f"{self.client_id}-{self._keys:08d}",
            "Content-Type": "application/json",
        } | {name.replace("_", "-"): value for name, value in changed.items()}
        kept = {name: value for name, value in headers.items() if value is not None}
        return self._http.post(
            "/api/v1/events", sent, content_type=kept.pop("Content-Type", "application/json"), headers=kept
        )

    def reads(self, path: str) -> HttpResponse:
        return self._http.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {self.token}"})


def ask(form: dict[str, str], authorization: str = "") -> HttpResponse:
    """Ask for a token."""
    body = "&".join(f"{name}={value}" for name, value in form.items())
    headers = {"Authorization": authorization} if authorization else {}
    client = Client(raise_request_exception=False)
    return client.post("/api/oauth/token", body, content_type="application/x-www-form-urlencoded", headers=headers)
