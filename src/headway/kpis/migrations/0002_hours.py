"""Periods may be hours.

SQLite keeps periods as texts, so nothing is written there. PostgreSQL turns dates into timestamps, which take the
same room in a row and in an index: each table is written once.
"""

from django.db import migrations, models

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


def turn_into(kind):
    """The change of every column on PostgreSQL, a statement a table."""

    def run(_apps, editor):
        if editor.connection.vendor != "postgresql":
            return
        for table, names in COLUMNS.items():
            changed = ", ".join(f'ALTER COLUMN "{name}" TYPE {kind} USING "{name}"::{kind}' for name in names)
            editor.execute(f"ALTER TABLE kpis_{table} {changed}")

    return run


class Migration(migrations.Migration):
    """Readings, and what is said of them, by the hour."""

    dependencies = [("kpis", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(turn_into("timestamp"), turn_into("date"))],
            [
                migrations.AlterField(table, name, PeriodField(null=(table, name) in NULLS))
                for table, names in COLUMNS.items()
                for name in names
            ],
        ),
        migrations.SeparateDatabaseAndState(
            [],
            [migrations.AlterField("metric", "grain", models.CharField(max_length=8, choices=GRAINS, default="week"))],
        ),
    ]
