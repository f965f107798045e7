"""The machines' addresses."""

from django.urls import path

from . import events, oauth

app_name = "api"
urlpatterns = [
    path("oauth/token", oauth.token, name="token"),
    path("v1/openapi.json", events.openapi, name="openapi"),
    path("v1/events", events.events, name="events"),
    path("v1/events/<path:ref>", events.matter, name="matter"),
    path("v1/quarantine", events.quarantine, name="quarantine"),
    path("<path:rest>", events.nothing, name="nothing"),
]
