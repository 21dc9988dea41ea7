from django.apps import AppConfig


class OkrsConfig(AppConfig):
    name = "headway.okrs"
    label = "okrs"

    def ready(self) -> None:
        from headway.okrs import chances, listeners  # noqa: F401
