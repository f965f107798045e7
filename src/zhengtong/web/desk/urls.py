"""The desk's addresses: every topic module of this folder has a list `urls`, joined here.

Names the frame leads to: inbox (at the root), reception, cases (also the search, `?q=`), items, forms, letters, org,
calendar, journal.
"""

from django.urls import URLPattern, URLResolver, include, path

from . import (
    accounts,
    annual_reports,
    appraisal,
    broadcasts,
    calendar,
    cards,
    cases,
    complaints,
    disclosure,
    forms,
    inbox,
    information,
    interviews,
    items,
    journal,
    letters,
    orders,
    organisation,
    reception,
    redaction,
    surveys,
    words,
)

app_name = "desk"

# One line a topic: path("", include(inbox.urls)),
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(inbox.urls)),
    path("", include(forms.urls)),
    path("", include(letters.urls)),
    path("", include(surveys.urls)),
    path("", include(broadcasts.urls)),  # before interviews, whose last path takes any word
    path("", include(interviews.urls)),
    path("", include(redaction.urls)),  # before the register, whose paths take any two words
    path("", include(information.urls)),
    path("", include(annual_reports.urls)),
    path("", include(complaints.urls)),
    path("", include(disclosure.urls)),
    path("", include(cards.urls)),
    path("", include(appraisal.urls)),
    path("", include(orders.urls)),
    path("", include(cases.urls)),
    path("", include(organisation.urls)),
    path("", include(journal.urls)),
    path("", include(accounts.urls)),  # before reception, whose last path takes any word
    path("", include(words.urls)),
    path("", include(reception.urls)),
    path("", include(items.urls)),
    path("", include(calendar.urls)),
]
