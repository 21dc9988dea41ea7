from django.apps import AppConfig


class LoopConfig(AppConfig):
    name = "headway.loop"
    label = "loop"
