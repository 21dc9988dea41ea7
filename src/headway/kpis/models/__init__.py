"""Metrics, their bands and readings, and what Headway said about them."""

from headway.kpis.models.bands import Band as Band
from headway.kpis.models.bands import TargetPoint as TargetPoint
from headway.kpis.models.forecasts import Forecast as Forecast
from headway.kpis.models.forecasts import Signal as Signal
from headway.kpis.models.formulas import FormulaInput as FormulaInput
from headway.kpis.models.metrics import Aggregation as Aggregation
from headway.kpis.models.metrics import Direction as Direction
from headway.kpis.models.metrics import Grain as Grain
from headway.kpis.models.metrics import Metric as Metric
from headway.kpis.models.metrics import Part as Part
from headway.kpis.models.metrics import State as State
from headway.kpis.models.metrics import UnitKind as UnitKind
from headway.kpis.models.phases import PhaseCause as PhaseCause
from headway.kpis.models.phases import PhaseMark as PhaseMark
from headway.kpis.models.readings import PastReading as PastReading
from headway.kpis.models.readings import Reading as Reading
from headway.kpis.models.readings import ReadingImport as ReadingImport
from headway.kpis.models.remarks import Annotation as Annotation
from headway.kpis.models.remarks import StateChange as StateChange
from headway.kpis.models.sums import MonthlySum as MonthlySum
