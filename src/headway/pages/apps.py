from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "headway.pages"
    label = "pages"
