"""The table of KPIs."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from headway.explorer.rules.typed import read_choices
from headway.explorer.scope import Scope
from headway.explorer.tables import fields, filters, groups, then
from headway.explorer.tables.orders import by_text
from headway.explorer.tables.table import Field, Filter, Flag, Group, Table, named
from headway.kpis.access import kpis_for
from headway.kpis.models import Band, Grain
from headway.okrs.models import KeyResult
from headway.people.doors.api import amount_out
from headway.people.models import UnitKind
from headway.ui.words import word_of

STATES = ("red", "amber", "stale", "unknown", "green")
"""What a KPI may be now, the most urgent first."""
MEASURE = ("scale", "unit_kind", "unit_label")


def is_stale(scope: Scope) -> Q:
    """Nothing was read within cadence and grace: computed, never stored."""
    return Q(fresh_until__lt=scope.caller.now) & ~Q(state="unknown")


def state_now(scope: Scope) -> Combinable:
    """The state as it must be shown at the caller's moment."""
    return Case(When(is_stale(scope), then=Value("stale")), default=F("state"), output_field=CharField())


def state_is(scope: Scope, words: list[str]) -> Q:
    """KPIs that are in one of these states now."""
    stored = [word for word in words if word != "stale"]
    found = Q(state__in=stored) & ~is_stale(scope)
    return found | is_stale(scope) if "stale" in words else found


def _by_state(scope: Scope) -> Combinable:
    whens = [When(state_is(scope, [state]), then=Value(rank)) for rank, state in enumerate(STATES)]
    return Case(*whens, default=Value(len(STATES)))


def _goals() -> QuerySet[KeyResult]:
    return KeyResult.objects.filter(metric=OuterRef("pk"), archived_at=None)


def _read_state(scope: Scope, text: str) -> Q:
    return state_is(scope, read_choices(text, STATES))


KPIS = Table(
    name="kpis",
    label=_("KPIs"),
    rows=kpis_for,
    live=Q(),
    noun="kpis",
    words=lambda n: ngettext("one KPI", "%(n)s KPIs", n) % {"n": n},
    paths={
        "pk": "pk", "key": "key", "title": "name", "private": "private", "definition": "definition",
        "owner": "owner__name", "owner_left": "owner__left_at", "owner_id": "owner_id", "owner_key": "owner__key",
        "unit": "unit__name", "unit_id": "unit_id", "unit_key": "unit__key", "level": "unit__kind",
        "function": "function", "grain": "grain", "status": state_now, "state_since": "state_since",
        "value": "judged_value", "period": "judged_period", "usual": "usual_mean",
        "scale": "scale", "unit_kind": "unit_kind", "unit_label": "unit_label",
        "then_state": then.state_then, "then_value": then.value_then,
    },
    fields=named(
        fields.key_field(),
        Field("title", _("Name"), ("key", "title", "private"), fields.show_title, fields.read_of("title"),
              by_text("name")),
        fields.owner_field("owner"),
        fields.text_field("unit", _("Unit"), "unit__name"),
        fields.unit_level_field(),
        fields.text_field("function", _("Function"), "function"),
        Field("grain", _("Every"), ("grain",), lambda s, row: s.text(Grain(row["grain"]).label),
              fields.word_of("grain", Grain), by_text("grain"), "dim"),
        Field("value", _("Latest closed reading"), ("value", *MEASURE), lambda s, row: s.amount(row["value"], row),
              lambda s, row: amount_out(row["value"], row["scale"]), css="r nb", short=_("Reading")),
        Field("usual", _("What it usually shows"), ("usual", *MEASURE), lambda s, row: s.amount(row["usual"], row),
              lambda s, row: amount_out(row["usual"], row["scale"]), css="r dim nb", short=_("Usually")),
        fields.period_field("period", _("Period"), "judged_period"),
        Field("status", _("State"), ("status",), lambda s, row: s.status(row["status"]),
              lambda s, row: word_of(row["status"]), _by_state),
        fields.period_field("state_since", _("Since"), "state_since"),
    ),
    shown=("owner", "unit", "value", "usual", "period", "status", "state_since"),
    filters=named(
        filters.words_filter("name", "definition", "owner__name"),
        filters.unit_filter(""),
        Filter("status", _("State"), _read_state, choices=lambda scope: [(s, word_of(s)) for s in STATES]),
        filters.owner_filter("owner"),
        filters.choice_filter("level", _("Level"), "unit__kind", list(UnitKind.choices)),
        Filter("function", _("Function"), lambda scope, text: Q(function__iexact=text)),
        filters.choice_filter("grain", _("Every"), "grain", list(Grain.choices)),
    ),
    groups=named(
        groups.unit_group(""), groups.owner_group("owner"),
        Group("function", _("Function"), lambda scope: [F("function")], "function", ("function",),
              lambda s, row: row["function"], lambda row: {"function": row["function"]}),
        Group("status", _("State"), lambda scope: [_by_state(scope)], "status", ("status",),
              lambda s, row: s.status(row["status"]), lambda row: {"status": row["status"]}),
        groups.no_group(),
    ),
    flags=named(
        Flag("mine", _("Mine"), lambda scope: Q(owner_id=scope.caller.person_id)),
        Flag("teams", _("My teams"), lambda scope: filters.in_my_units(scope, "")),
        Flag("attention", _("Red or amber"), lambda scope: state_is(scope, ["red", "amber"])),
        Flag("stale", _("Stale"), is_stale),
        Flag("bandless", _("Without a band"), lambda scope: ~Q(Exists(Band.objects.filter(metric=OuterRef("pk"))))),
        Flag("unused", _("In no key result"), lambda scope: ~Q(Exists(_goals()))),
    ),
    first_order=(_by_state, by_text("name")),
    compared=then.of_kpi,
)  # fmt: skip
