"""Several web processes serve one county: nobody's session and nobody's failures may live in one of them alone."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cast import NOON
from zhengtong.org import actions, queries
from zhengtong.org.models import LookupFailure

pytestmark = pytest.mark.django_db
ADDRESS = "address 10.0.0.7"
QUARTER = timedelta(minutes=15)


def fail(at=NOON) -> None:
    actions.count_failed_lookup([ADDRESS], at=at, within=QUARTER)


def test_who_signs_out_in_one_process_is_signed_out_in_all(client, cast):
    client.force_login(cast.zhangayi.user)
    mine = reverse("account:mine")
    assert client.get(mine).status_code == 200
    Session.objects.all().delete()  # what signing out in another process leaves behind
    assert client.get(mine).status_code == 302


def test_guesses_are_counted_for_all_processes(cast):
    wrong = {"ref": "360829007202611230000001", "code": "000000"}
    for _ in range(10):
        assert Client().post(reverse("citizen:progress"), wrong).status_code == 404
        cache.clear()  # the next guess may meet another process
    refused = Client().post(reverse("citizen:progress"), wrong)
    assert refused.status_code == 429 and "请15分钟后再试" in refused.content.decode()
    other = Client().post(reverse("citizen:progress"), {**wrong, "ref": "360829007202611230000002"})
    assert other.status_code == 404


def test_a_count_ends_a_quarter_of_an_hour_after_its_first_failure_and_begins_anew(cast):
    fail()
    fail(NOON + timedelta(minutes=14))
    assert queries.failed_lookups([ADDRESS], NOON + timedelta(minutes=14)) == {ADDRESS: 2}
    assert queries.failed_lookups([ADDRESS], NOON + QUARTER) == {ADDRESS: 0}
    fail(NOON + QUARTER)
    assert queries.failed_lookups([ADDRESS], NOON + QUARTER) == {ADDRESS: 1}


def test_no_address_is_kept_and_what_is_over_is_swept_away(cast):
    fail()
    assert not LookupFailure.objects.filter(key__contains="10.0.0.7").exists()
    actions.count_failed_lookup(["number X"], at=NOON + QUARTER, within=QUARTER)
    assert LookupFailure.objects.count() == 1
