"""The oversight addresses: every topic module of this folder has a list `urls`, joined here.

Names the frame leads to: board (at the root), units, matters, cards, appeals, orders, complaints, rules, statistics,
appraisal, systems, province, log, wall.
"""

from django.urls import URLPattern, URLResolver, include, path

from . import (
    appeals,
    appraisal,
    appraisal_rules,
    board,
    cards,
    complaints,
    log,
    matters,
    orders,
    province,
    rule_studio,
    statistics,
    systems,
    units,
    wall,
)

app_name = "oversight"

# One line a topic: path("", include(board.urls)),
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(board.urls)),
    path("", include(units.urls)),
    path("", include(matters.urls)),
    path("", include(cards.urls)),
    path("", include(appeals.urls)),
    path("", include(orders.urls)),
    path("", include(complaints.urls)),
    path("", include(systems.urls)),
    path("", include(province.urls)),
    path("", include(rule_studio.urls)),
    path("", include(log.urls)),
    path("", include(wall.urls)),
    path("", include(statistics.urls)),
    path("", include(appraisal_rules.urls)),  # before appraisal, whose paths begin with any period
    path("", include(appraisal.urls)),
]
