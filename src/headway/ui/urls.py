"""The parts page: every component once. Included in debug and demo only."""

from django.urls import path

from headway.ui import views

app_name = "ui"
urlpatterns = [path("", views.parts, name="parts")]
