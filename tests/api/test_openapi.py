"""The interface's description tells what there is."""

import re

import pytest
from django.urls import get_resolver

from zhengtong.exchange.rules.event import FIELDS, KINDS

pytestmark = pytest.mark.django_db


def test_it_describes_every_address_every_field_and_every_milestone(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    resolver = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "api")
    named = {re.sub(r"<path:(\w+)>", r"{\1}", str(one.pattern)) for one in resolver.url_patterns}
    assert {path.lstrip("/") for path in told["paths"]} == named - {"v1/openapi.json", "{rest}"}
    shape = told["components"]["schemas"]["Event"]["properties"]
    assert set(shape) == FIELDS and shape["milestone"]["enum"] == list(KINDS)


def test_what_it_refers_to_is_there(client):
    told = client.get("/api/v1/openapi.json")
    for reference in set(re.findall(r'"\$ref":"#/([^"]+)"', told.content.decode())):
        found = told.json()
        for step in reference.split("/"):
            found = found[step]
        assert found
