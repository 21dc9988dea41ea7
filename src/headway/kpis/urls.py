"""The pages of KPIs, under ``/{workspace}/``."""

from django.urls import path

from headway.kpis.views import (
    bands,
    board,
    coarse,
    definitions,
    formulas,
    imports,
    kpi,
    parts,
    phases,
    remarks,
    signals,
    standing,
    statistics,
)

app_name = "kpis"
urlpatterns = [
    path("kpis", board.show_board, name="board"),
    path("kpis/months", coarse.show_months, name="months"),
    path("kpis/library", definitions.show_library, name="library"),
    path("kpis/new", definitions.new_kpi, name="new"),
    path("kpis/imports", imports.send_sheet, name="imports"),
    path("kpis/imports/<str:sheet>", imports.confirm_sheet, name="import"),
    path("kpis/<str:kpi>", kpi.show_kpi, name="kpi"),
    path("kpis/<str:kpi>/definition", definitions.change_definition, name="definition"),
    path("kpis/<str:kpi>/band", bands.set_the_band, name="band"),
    path("kpis/<str:kpi>/targets", bands.set_targets, name="targets"),
    path("kpis/<str:kpi>/over-time", coarse.show_over_time, name="over_time"),
    path("kpis/<str:kpi>/parent", parts.set_the_parent, name="parent"),
    path("kpis/<str:kpi>/formula", formulas.set_the_formula, name="formula"),
    path("kpis/<str:kpi>/formula/explained", formulas.explain_formula, name="formula_explained"),
    path("kpis/<str:kpi>/phases", phases.set_the_phase, name="phases"),
    path("kpis/<str:kpi>/phases/removal", phases.remove_the_phase, name="phase_removal"),
    path("kpis/<str:kpi>/promotion", standing.promote_metric, name="promotion"),
    path("kpis/<str:kpi>/demotion", standing.demote_kpi, name="demotion"),
    path("kpis/<str:kpi>/retirement", standing.retire_kpi, name="retirement"),
    path("kpis/<str:kpi>/reinstatement", standing.reinstate_kpi, name="reinstatement"),
    path("kpis/<str:kpi>/annotations", remarks.annotate_kpi, name="annotations"),
    path("kpis/<str:kpi>/deep-dive", statistics.show_deep_dive, name="deep-dive"),
    path("kpis/<str:kpi>/adherence", statistics.show_adherence, name="adherence"),
    path("signals/<str:signal>", signals.show_signal, name="signal"),
    path("kpis/<str:kpi>/readings", remarks.record_reading, name="readings"),
]
