from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    name = "headway.explorer"
    label = "explorer"
