"""Periods may be hours.

SQLite keeps periods as texts, so nothing is written there. PostgreSQL turns dates into timestamps, which take the
same room in a row and in an index: each table is written once.
"""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from headway.kpis.models.periods import PeriodField

COLUMNS = {
    "annotation": ("period",),
    "forecast": ("start",),
    "metric": ("judged_period", "last_period", "phase_start", "signal_period", "signal_since", "state_since"),
    "monthlysum": ("last_period",),
    "pastreading": ("period",),
    "phasemark": ("start",),
    "reading": ("period",),
    "signal": ("period", "since"),
    "statechange": ("period",),
}
NULLS = {("statechange", "period"), *(("metric", name) for name in COLUMNS["metric"])}
GRAINS = [
    ("hour", "Hour"), ("day", "Day"), ("week", "Week"), ("month", "Month"), ("quarter", "Quarter"), ("year", "Year"),
]  # fmt: skip


class KeepHours(Operation):
    """Every column of periods at once: a field at a time would draw the models anew for each."""

    def state_forwards(self, app_label, state):
        for table, names in COLUMNS.items():
            for name in names:
                state.models[app_label, table].fields[name] = PeriodField(null=(table, name) in NULLS)
        state.models[app_label, "metric"].fields["grain"] = models.CharField(
            max_length=8, choices=GRAINS, default="week"
        )
        state.reload_models([(app_label, table) for table in COLUMNS], delay=True)

    def database_forwards(self, app_label, editor, _old, _new):
        self._turn_into("timestamp", app_label, editor)

    def database_backwards(self, app_label, editor, _old, _new):
        self._turn_into("date", app_label, editor)

    def _turn_into(self, kind, app_label, editor):
        if editor.connection.vendor != "postgresql":
            return
        for table, names in COLUMNS.items():
            changed = ", ".join(f'ALTER COLUMN "{name}" TYPE {kind} USING "{name}"::{kind}' for name in names)
            editor.execute(f"ALTER TABLE {app_label}_{table} {changed}")

    def describe(self):
        return "Let every period be a day or an hour"


class Migration(migrations.Migration):
    """Readings, and what is said of them, by the hour."""

    dependencies = [("kpis", "0001_initial")]

    operations = [KeepHours()]
