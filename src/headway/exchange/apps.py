from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "headway.exchange"
    label = "exchange"
