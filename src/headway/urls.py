"""Every URL of Headway. Pages of a workspace live under ``/{workspace}/``."""

from django.urls import URLPattern, URLResolver, include, path

from headway.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("headway.people.urls_open")),
    path("accounts/", include("allauth.account.urls")),
    path("api/v1/", api.urls),
    path("<slug:workspace>/", include("headway.people.urls")),
]
