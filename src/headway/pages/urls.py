"""Pages that combine features, under ``/{workspace}/``."""

from django.urls import path

from headway.pages.views import activity, home, search, undo

app_name = "pages"
urlpatterns = [
    path("", home.today, name="home"),
    path("today/check-ins", home.send_values, name="send-values"),
    path("search", search.search, name="search"),
    path("activity", activity.show_activity, name="activity"),
    path("undo/<int:seq>", undo.take_back, name="undo"),
]
