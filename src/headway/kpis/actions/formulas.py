"""Giving a metric a formula, changing it, taking it away."""

from collections.abc import Sequence

from headway.activity.log import Entry
from headway.kpis.access import metrics_for
from headway.kpis.actions.locking import lock_metrics
from headway.kpis.actions.phases import refuse_reason
from headway.kpis.derive import derive, write_derived
from headway.kpis.fit import fit_or_defer
from headway.kpis.fold import fold_metrics
from headway.kpis.formulas import Derivation, downstream, edges_of, with_sources
from headway.kpis.models import FormulaInput, Metric
from headway.kpis.rules.formulas.kinds import kind_of, refuse_mismatch, result_kind
from headway.kpis.rules.formulas.order import loop_through
from headway.kpis.rules.formulas.parse import FormulaError, keys_in, parse
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused

GRAINS = ("hour", "day", "week", "month", "quarter", "year")


def set_formula(caller: Caller, metric: Metric, text: str, *, reason: str = "") -> Metric:
    """Let ``metric`` be computed by ``text``, from its first period on; an empty text ends that.

    Everything that follows from it is computed in the same transaction. Values recorded before are kept as what
    was known then. Raises ``Refused`` with a sentence about the first thing that cannot stand.
    """
    require(caller, "kpi.change", metric)
    text = " ".join(text.split())
    if text != metric.formula and asks_why(metric):
        reason = refuse_reason(reason)
    sources = check_formula(caller, metric, text) if text else []
    with acting(caller, "formula.set", reason=reason) as entry:
        edges = edges_of(caller.workspace.pk)
        below = downstream([metric.pk])
        ids = {metric.pk, *(row.pk for row in sources), *below, *(pk for found in below.values() for pk in found)}
        locked = lock_metrics(ids | set(edges))
        metric = locked[metric.pk]
        _refuse_loop(caller, edges, metric, sources)
        if metric.formula == text:
            entry.drop()
            return metric
        _keep(entry, metric, text, [locked[row.pk] for row in sources])
        if text:
            _compute(caller, entry, metric, locked, [locked[row.pk] for row in sources])
    return metric


def asks_why(metric: Metric) -> bool:
    """Whether a change of the formula needs a reason: once it has led to values that people have seen."""
    return bool(metric.formula) and metric.readings.exists()


def check_formula(caller: Caller, metric: Metric, text: str) -> list[Metric]:
    """The metrics that ``text`` reads; refuses what cannot stand as the formula of ``metric``."""
    try:
        tree = parse(text)
        wanted = list(dict.fromkeys(leaf.key for leaf in keys_in(tree)))
        rows = {row.key: row for row in metrics_for(caller).filter(key__in=wanted)}
        for key in wanted:
            if key not in rows:
                raise FormulaError(f"There is no {key} that you can see: check the key.")
            refuse_source(metric, rows[key])
        kinds = {key: kind_of(row.unit_kind, row.unit_label) for key, row in rows.items()}
        refuse_mismatch(result_kind(tree, kinds), kind_of(metric.unit_kind, metric.unit_label))
    except FormulaError as error:
        raise Refused(error.sentence, field="formula") from None
    if metric.retired_at:
        raise Refused(f"{metric.key} was retired: reinstate it first.", field="formula")
    return [rows[key] for key in wanted]


def refuse_source(metric: Metric, source: Metric) -> None:
    """A coarser source has no value for each period; a private one would be read through the derived value."""
    if source.pk == metric.pk:
        raise FormulaError(f"{metric.key} cannot be computed from itself: leave it out.")
    if GRAINS.index(source.grain) > GRAINS.index(metric.grain):
        raise FormulaError(f"{source.key} counts by {source.grain} and {metric.key} by {metric.grain}: "
                           f"a {metric.grain} cannot be taken out of a {source.grain}.")  # fmt: skip
    if {source.grain, metric.grain} & {"week"} and source.grain != metric.grain and source.grain == "week":
        raise FormulaError(f"{source.key} counts by week, and weeks do not fit into a {metric.grain}: "
                           "use a metric that counts by day.")  # fmt: skip
    if source.private and not metric.private:
        raise FormulaError(f"{source.key} is private and {metric.key} is not, so its value would show: "
                           "make the computed one private too.")  # fmt: skip


def _refuse_loop(caller: Caller, edges: dict[int, list[int]], metric: Metric, sources: Sequence[Metric]) -> None:
    loop = loop_through(edges, metric.pk, [row.pk for row in sources])
    if not loop:
        return
    keys = dict(metrics_for(caller).filter(pk__in=loop).values_list("pk", "key"))
    path = " ← ".join(keys.get(pk, "…") for pk in loop)
    raise Refused(f"That would be computed from itself: {path}. Take one of them out.", field="formula")


def _keep(entry: Entry, metric: Metric, text: str, sources: Sequence[Metric]) -> None:
    entry.say(formula=text, before=metric.formula)
    metric.formula, metric.version = text, metric.version + 1
    metric.save(update_fields=["formula", "version"])
    FormulaInput.objects.filter(metric=metric).delete()
    FormulaInput.objects.bulk_create(FormulaInput(metric=metric, source=row) for row in sources)
    record(entry, metric)


def _compute(
    caller: Caller, entry: Entry, metric: Metric, locked: dict[int, Metric], sources: Sequence[Metric]
) -> None:
    made: Derivation = with_sources(metric, sources)
    known = set(metric.readings.filter(source="formula").values_list("period", flat=True))
    change = write_derived(caller, made, sorted(known | set(made.periods(caller.now))))
    if not change.periods:
        return
    edges = downstream([metric.pk])
    first = derive(caller, entry, locked, edges, {metric.pk: change.periods}) | {metric.pk: change.periods[0]}
    touched = [locked[pk] for pk in sorted(first)]
    fold_metrics(caller, entry, touched, earliest=first)
    fit_or_defer(caller, touched)
