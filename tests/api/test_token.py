"""访问令牌: who proves who they are gets one, nobody else does, and it ends."""

import pytest

from tests.cast import NOON
from zhengtong.exchange.actions import issue_key, retire_system, revoke_key

from .client import ask

pytestmark = pytest.mark.django_db
GRANT = {"grant_type": "client_credentials"}


def test_a_client_gets_a_token_by_header_or_by_form(land):
    by_header = land.asks_for_token()
    assert by_header.status_code == 200
    assert by_header.json()["token_type"] == "Bearer" and by_header.json()["expires_in"] == 1800
    assert by_header["Cache-Control"] == "no-store"
    by_form = ask(GRANT | {"client_id": land.client_id, "client_secret": land.secret})
    assert by_form.status_code == 200
    assert by_form.cookies == {}


def test_a_false_secret_an_unknown_client_and_no_credentials_are_refused_alike(land):
    answers = [land.asks_for_token(secret="false"), ask(GRANT), ask(GRANT, authorization="Basic !!"),
               ask(GRANT | {"client_id": "nobody", "client_secret": land.secret})]  # fmt: skip
    for answer in answers:
        assert answer.status_code == 401 and answer.json()["error"] == "invalid_client"
        assert answer["WWW-Authenticate"].startswith("Basic")


def test_what_the_standard_calls_invalid_is_called_so(land):
    assert ask({"scope": "all"}).json()["error"] == "invalid_request"
    assert land.asks_for_token(grant_type="password").json()["error"] == "unsupported_grant_type"
    both = land.asks_for_token(grant_type="client_credentials", client_secret=land.secret)
    assert both.status_code == 400 and both.json()["error"] == "invalid_request"


def test_a_revoked_key_gets_no_token(land):
    revoke_key(land.client_id, reason="人员变动", by=None, at=NOON)
    assert land.asks_for_token().status_code == 401


def test_a_token_ends_after_half_an_hour(land, clock):
    clock.moves(minutes=29, seconds=59)
    assert land.reads("quarantine").status_code == 200
    clock.moves(seconds=1)
    answer = land.reads("quarantine")
    assert answer.status_code == 401 and answer.json()["code"] == "token-expired"


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: "9" + t, lambda t: "x",
                                    lambda t: t.replace(".1", ".9", 1), lambda t: "令牌"])  # fmt: skip
def test_a_token_of_ones_own_making_opens_nothing(land, change):
    land.token = change(land.token)
    answer = land.reads("quarantine")
    assert answer.status_code == 401 and answer.json()["code"] == "token-wrong"


def test_a_token_ends_with_its_key(land):
    revoke_key(land.client_id, reason="疑似泄露", by=None, at=NOON)
    answer = land.reads("quarantine")
    assert answer.status_code == 403 and answer.json()["code"] == "client-revoked"


def test_a_second_key_stays_when_the_first_is_revoked(land):
    second = issue_key("LAND", by=None, at=NOON)
    revoke_key(land.client_id, reason="定期更换", by=None, at=NOON)
    land.client_id, land.secret = second.key.client_id, second.secret
    land.token = land.asks_for_token().json()["access_token"]
    assert land.reads("quarantine").status_code == 200


def test_a_retired_system_sends_nothing(land):
    retire_system("LAND", reason="系统下线", by=None, at=NOON)
    assert land.sends({"milestone": "accepted"}).status_code == 403
