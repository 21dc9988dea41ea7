from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "headway.pages"
    label = "pages"

    def ready(self) -> None:
        from headway.pages import kpi_panels, unit_panels  # noqa: F401
