"""The pages of planning, under ``/{workspace}/``."""

from django.urls import path

from headway.rituals.planning.views import examples, grid, inbox, plan

app_name = "planning"
urlpatterns = [
    path("templates", examples.templates, name="templates"),
    path("cycles/<str:key>/plan", plan.plan, name="plan"),
    path("cycles/<str:key>/plan/kpis", plan.choose_kpis, name="plan-kpis"),
    path("cycles/<str:key>/plan/grid", grid.grid, name="plan-grid"),
    path("cycles/<str:key>/plan/preview", grid.preview, name="plan-preview"),
    path("cycles/<str:key>/plan/order", plan.order, name="plan-order"),
    path("cycles/<str:key>/plan/cut", plan.cut, name="plan-cut"),
    path("cycles/<str:key>/plan/submission", plan.submission, name="plan-submission"),
    path("cycles/<str:key>/plan/inbox", inbox.inbox, name="inbox"),
    path("proposals/<str:key>/return", inbox.return_it, name="return-proposal"),
]
