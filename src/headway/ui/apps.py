"""The shell, components, tokens and template tags every page is made of."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "headway.ui"
    label = "ui"
