from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "headway.coaching"
    label = "coaching"

    def ready(self) -> None:
        from headway.coaching import listeners, panels  # noqa: F401
