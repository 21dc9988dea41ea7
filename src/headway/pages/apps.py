from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "headway.pages"
    label = "pages"

    def ready(self) -> None:
        from headway.pages import goal_panels, kpi_panels, unit_panels  # noqa: F401
