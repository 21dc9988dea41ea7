"""The pages of the coach, under ``/{workspace}/``."""

from django.urls import path

from headway.coaching.views import audit, chooser, findings, health, live, mapping, patterns, waving

app_name = "coaching"
urlpatterns = [
    path("coach", findings.coach, name="coach"),
    path("coach/reading", live.read_text, name="reading"),
    path("coach/reading/dismissals", live.dismiss, name="dismiss-typed"),
    path("coach/dismissals", waving.dismiss, name="dismiss"),
    path("coach/health", health.health, name="health"),
    path("coach/audit", audit.audit, name="audit"),
    path("coach/audit/kept", audit.keep, name="keep"),
    path("coach/choose", chooser.choose, name="choose"),
    path("coach/patterns", patterns.patterns, name="patterns"),
    path("coach/rules", patterns.house_rules, name="rules"),
    path("patterns/<slug:code>", patterns.pattern, name="pattern"),
    path("dismissals/<str:dismissal>/end", waving.lift, name="lift"),
    path("units/<str:unit>/coach", findings.unit_findings, name="unit"),
    path("units/<str:unit>/health", health.unit_health, name="unit-health"),
    path("kpis/<str:kpi>/audit", audit.decide, name="decide"),
    path("audits/<str:audit>/end", audit.withdraw, name="withdraw"),
    path("cycles/<str:cycle>/kpis", mapping.cycle_kpis, name="cycle-kpis"),
]
