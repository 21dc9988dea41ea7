"""Every URL of Headway. Pages of a workspace live under ``/{workspace}/``."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from headway.api import api

WORKSPACE = ["people", "explorer", "kpis", "okrs", "loop", "coaching", "rituals.planning", "pages.guide", "pages"]

handler404 = "headway.people.doors.problems.no_such_path"
handler500 = "headway.people.doors.problems.fault"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("headway.people.urls_open")),
    path("parts/", include("headway.ui.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("api/v1/", api.urls),
    *(
        path("<slug:workspace>/", include(f"headway.{name}.urls"))
        for name in WORKSPACE
        if find_spec(f"headway.{name}.urls")
    ),
]
