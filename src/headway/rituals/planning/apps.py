from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "headway.rituals.planning"
    label = "planning"
