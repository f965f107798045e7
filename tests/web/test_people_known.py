"""A page that is only shown looks up who somebody is once; whatever is sent in asks anew."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tests.cast import NOON, Cast
from zhengtong.org.models import Staff
from zhengtong.org.queries import people_known, staff_of
from zhengtong.web.middleware import PeopleKnownMiddleware

pytestmark = pytest.mark.django_db


def asked_twice(cast: Cast, method: str) -> tuple[Staff | None, Staff | None]:
    """Who 老周 is at the beginning of a request, and after he has left in the midst of it."""
    found = []

    def view(request: object) -> HttpResponse:
        found.append(staff_of(cast.laozhou.user))
        Staff.objects.filter(pk=cast.laozhou.pk).update(left_on=NOON.date())
        found.append(staff_of(cast.laozhou.user))
        return HttpResponse()

    PeopleKnownMiddleware(view)(RequestFactory().generic(method, "/"))
    return found[0], found[1]


def test_a_page_looks_somebody_up_once(cast):
    first, second = asked_twice(cast, "GET")
    assert first == cast.laozhou and second is first


def test_what_is_sent_in_asks_anew(cast):
    assert asked_twice(cast, "POST") == (cast.laozhou, None)


def test_the_next_request_remembers_nobody(cast):
    assert asked_twice(cast, "GET")[0] == cast.laozhou
    assert staff_of(cast.laozhou.user) is None


def test_two_people_are_not_taken_for_one(cast):
    with people_known():
        assert [staff_of(who.user) for who in (cast.laozhou, cast.xiaoli, cast.zhangayi)] == [
            cast.laozhou, cast.xiaoli, None
        ]  # fmt: skip


def test_posts_are_read_once(cast, django_assert_num_queries):
    with people_known():
        staff_of(cast.laozhou.user).may("letter.answer")
        with django_assert_num_queries(0):
            assert staff_of(cast.laozhou.user).may("letter.answer")
