"""Nobody sees what is not theirs: the table of all addresses and all kinds of people, and what holds for every door."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.cast import Cast
from zhengtong.cases.models import Case
from zhengtong.journal.models import Entry

from .ground import NOWHERE, PUBLIC, brief_refusals, lay  # noqa: F401 — a fixture
from .table import PEOPLE, rows


def addresses(
    patterns: list[URLPattern | URLResolver], within: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) in EDITORS or getattr(pattern.urlconf_name, "__name__", "") == "wagtail.urls":
                continue  # pages and the editors' door have a table of their own (tests/cms)
            namespace = (pattern.namespace,) if pattern.namespace else ()
            yield from addresses(pattern.url_patterns, within + namespace)
        else:
            yield ":".join((*within, pattern.name or str(pattern.pattern))), pattern


EDITORS = ("editor/", "documents/")

REFUSED = {"desk:item-act": "409"}
"""Where everybody of the desk may read the thing, so that a refusal gives nothing away."""

EVERY = dict(addresses(get_resolver().url_patterns))


@pytest.fixture
def names(cast: Cast, settings, tmp_path) -> dict[str, object]:
    settings.FILES_ROOT = tmp_path / "files"
    return lay(cast)


@pytest.fixture
def clients(cast: Cast) -> list[Client]:
    """One browser a person, in the order of the table."""
    return [browser(cast, username) for username in PEOPLE]


def browser(cast: Cast, username: str, **how: object) -> Client:
    client = Client(**how)
    if username:
        client.force_login(getattr(cast, username).user)
    return client


def sign(response: HttpResponse) -> str:
    """What an answer is in the table's signs; the status itself where it has none."""
    if response.status_code == 302:
        return ">" if response["Location"].startswith("/account/sign-in/") else "r"
    return {200: "+", 404: "-", 403: "x", 405: "m"}.get(response.status_code, str(response.status_code))


def test_every_address_stands_in_the_table_under_its_own_name():
    assert {name for name, _, _ in rows()} == set(EVERY)
    for name, path, signs in rows():
        plain = path.format(**NOWHERE)
        assert resolve(plain).view_name == name, f"{plain} is not {name}"
        assert len(signs) == len(PEOPLE), f"{name} has {len(signs)} signs"


def test_everybody_meets_at_every_door_what_the_table_says(names, clients):
    wrong = []
    for name, path, signs in rows():
        for who, client, expected in zip(PEOPLE, clients, signs, strict=True):
            found = sign(client.get(path.format(**names)))
            if expected != "?" and found != expected:
                wrong.append(f"{name} for {who or 'nobody'}: {found} instead of {expected}")
    assert not wrong, "\n".join(wrong)


def test_a_stranger_cannot_tell_what_is_hidden_from_what_is_not_there(names, clients):
    strangers = [(who, client) for who, client in zip(PEOPLE, clients, strict=True) if who in ("", "liming", "laozhou")]
    for _name, path, _ in rows():
        hidden = NOWHERE | {key: names[key] for key in PUBLIC}
        if path.format(**names) == path.format(**hidden):
            continue
        for who, client in strangers:
            if path.startswith("/verify/") or (who == "liming" and path.endswith("/rate/")):
                continue  # a paper's code is meant for everybody; a rating only takes a form, whoever comes
            if path.startswith("/desk/letters/") and path.endswith("/phone/"):
                continue  # the same
            true, false = client.get(path.format(**names)), client.get(path.format(**hidden))
            assert sign(true) == sign(false), f"{who or 'nobody'} can tell that {path} is there"


@pytest.mark.usefixtures("brief_refusals")
def test_who_may_not_look_may_not_send_either(names, clients):
    entries, cases = Entry.objects.count(), list(Case.objects.values_list("ref", "state"))
    for name, path, signs in rows():
        for who, client, expected in zip(PEOPLE, clients, signs, strict=True):
            if expected in "->x":
                found = sign(client.post(path.format(**names)))
                assert found in (expected, "m", REFUSED.get(name)), (
                    f"{name} takes a form from {who or 'nobody'}: {found}"
                )
    assert Entry.objects.count() == entries and list(Case.objects.values_list("ref", "state")) == cases


def test_forms_without_a_page_of_their_own_are_no_side_door(names, cast):
    for who, path in (
        ("liming", "/my/cases/{ref}/rate/"),
        ("laozhou", "/desk/letters/{letter}/phone/"),
        ("laozhou", "/desk/cases/{ref}/void/"),
    ):
        assert browser(cast, who).post(path.format(**names)).status_code == 404


def test_every_view_of_the_desk_stands_behind_its_gate():
    ungated = [name for name, at in EVERY.items() if name.startswith("desk:") and not is_gated(at)]
    assert not ungated


def is_gated(at: URLPattern) -> bool:
    return isinstance(getattr(at.callback, "desk_permissions", None), tuple)


def test_nothing_is_taken_without_the_token_of_our_own_page(names, cast):
    """One browser a door is enough: the token is asked for before anybody is asked who they are.

    The machines' door reads no cookie, so no browser can be led through it: whoever is signed in is a stranger there.
    """
    careful = browser(cast, "wangkezhang", enforce_csrf_checks=True)
    answers = {name: careful.post(path.format(**names)).status_code for name, path, _ in rows()}
    assert not [name for name, status in answers.items() if not name.startswith("api:") and status != 403]
    assert not [name for name, status in answers.items() if name.startswith("api:") and status < 400]
    exempt = {name for name, at in EVERY.items() if getattr(at.callback, "csrf_exempt", False)}
    assert exempt == {name for name in EVERY if name.startswith("api:")}
