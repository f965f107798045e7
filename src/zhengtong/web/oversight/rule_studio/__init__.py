"""规则: read by every supervisor; made by two people, replayed over the past before it takes effect."""

from django.urls import path

from . import acts, pages, replays

urls = [
    path("rules/", pages.rules, name="rules"),
    path("rules/new/", acts.new, name="rule-new"),
    path("rules/<str:code>/", pages.rule, name="rule"),
    path("rules/<str:code>/draft/", acts.begin, name="rule-draft"),
    path("rules/<str:code>/edit/", acts.edit, name="rule-edit"),
    path("rules/<str:code>/switch/", acts.switch, name="rule-switch"),
    path("rules/<str:code>/replay/", replays.replay, name="rule-replay"),
    path("rules/<str:code>/submit/", acts.submit, name="rule-submit"),
    path("rules/<str:code>/discard/", acts.discard, name="rule-discard"),
    path("rules/<str:code>/approve/", acts.approve, name="rule-approve"),
    path("rules/<str:code>/return/", acts.send_back, name="rule-return"),
]
