"""The guide's pages, under ``/{workspace}/``."""

from django.urls import path

from headway.pages.guide import views

app_name = "guide"
urlpatterns = [
    path("guide/", views.guide, name="guide"),
    path("guide/size", views.choose_size, name="size"),
    path("guide/kpis", views.choose_kpis, name="kpis"),
    path("guide/bands", views.choose_bands, name="bands"),
    path("guide/objective", views.write_objective, name="objective"),
    path("guide/check-in", views.first_check_in, name="check-in"),
]
