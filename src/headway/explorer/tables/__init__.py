"""The tables of the Explorer: objectives, key results, KPIs. A table is its fields, filters, groups and flags."""

from headway.explorer.tables.key_results import KEY_RESULTS
from headway.explorer.tables.kpis import KPIS
from headway.explorer.tables.objectives import OBJECTIVES
from headway.explorer.tables.table import Table

TABLES: dict[str, Table] = {table.name: table for table in (OBJECTIVES, KEY_RESULTS, KPIS)}
