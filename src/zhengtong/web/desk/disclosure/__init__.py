"""依申请公开 at the desk: the list, one request on one page, registration, and a page for every act."""

from django.urls import path

from . import acting, pages, registering

urls = [
    path("disclosure-requests/", pages.requests, name="disclosure-requests"),
    path("disclosure-requests/new/", registering.take_in, name="disclosure-request-new"),
    path("disclosure-requests/registered/<str:ref>/", registering.registered, name="disclosure-request-registered"),
    path("disclosure-requests/<str:ref>/", pages.request_page, name="disclosure-request"),
    path("disclosure-requests/<str:ref>/person/", pages.person, name="disclosure-request-person"),
    path("disclosure-requests/<str:ref>/papers/<str:code>/", pages.paper, name="disclosure-request-paper"),
    path("disclosure-requests/<str:ref>/<slug:act>/", acting.act, name="disclosure-request-act"),
]
