"""The table of key results."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from headway.explorer.scope import Scope
from headway.explorer.tables import fields, filters, groups, then
from headway.explorer.tables.orders import by, by_number, by_severity
from headway.explorer.tables.table import Field, Flag, Group, Table, named
from headway.okrs.access import key_results_for
from headway.okrs.models import KeyResult, Score, Status
from headway.people.doors.api import amount_out

SILENT = timedelta(days=7)
RECENT = timedelta(days=30)
OPEN = Q(objective__closed_at=None)
MEASURE = ("scale", "unit_kind", "unit_label")


def value_field(name: str, label: object, css: str = "r nb") -> Field:
    """A value in the measure of its row. Values of different measures do not compare, so it does not sort."""
    return Field(
        name, label, (name, *MEASURE), lambda setter, row: setter.amount(row[name], row),  # type: ignore[arg-type]
        lambda setter, row: amount_out(row[name], row["scale"]), css=css,
    )  # fmt: skip


def is_silent(scope: Scope) -> Q:
    """Running, told by people rather than by a KPI, and nobody did for seven days."""
    late = Q(checked_in_at=None) | Q(checked_in_at__lte=scope.caller.now - SILENT)
    return OPEN & late & Q(start__lte=scope.caller.today, metric=None)


def is_scored(scope: Scope) -> Q:
    return Q(Exists(Score.objects.filter(key_result=OuterRef("pk"), at__gte=scope.caller.now - RECENT)))


def is_mine(scope: Scope) -> Q:
    me = scope.caller.person_id
    return Q(owner_id=me) | Q(updater_id=me)


KEY_RESULTS = Table(
    name="key-results",
    label=_("Key results"),
    rows=key_results_for,
    live=Q(archived_at=None, objective__archived_at=None),
    noun="key-results",
    words=lambda n: ngettext("one key result", "%(n)s key results", n) % {"n": n},
    paths={
        "pk": "pk", "key": "key", "title": "title", "private": "objective__private", "kind": "kind",
        "owner": "owner__name", "owner_left": "owner__left_at", "owner_id": "owner_id", "owner_key": "owner__key",
        "updater": "updater__name",
        "unit": "objective__unit__name", "unit_id": "objective__unit_id", "unit_key": "objective__unit__key",
        "level": fields.level_of("objective__"),
        "theme": fields.theme_seen("objective__", "title"), "theme_key": fields.theme_seen("objective__", "key"),
        "theme_id": fields.theme_seen("objective__", "id"), "tags": "objective__tags",
        "cycle": "objective__cycle__name", "cycle_id": "objective__cycle_id", "cycle_key": "objective__cycle__key",
        "objective": "objective__title", "objective_id": "objective_id", "objective_key": "objective__key",
        "status": "status", "hand": "hand_status", "progress": "progress", "confidence": "confidence",
        "heard": "checked_in_at", "start": "start", "due": "due", "metric_id": "metric_id",
        "baseline": "baseline", "current": "current", "target": "target",
        "scale": "scale", "unit_kind": "unit_kind", "unit_label": "unit_label", "chance": "chance",
        "then_status": then.last_word("shown"), "then_progress": then.last_word("progress"),
    },
    fields=named(
        fields.key_field(),
        fields.title_field(),
        fields.text_field("objective", _("Objective"), "objective__title", "dim"),
        Field("kind", _("Kind"), ("kind",), lambda s, row: s.text(KeyResult.Kind(row["kind"]).label),
              fields.word_of("kind", KeyResult.Kind), by("kind"), "dim hide-s"),
        fields.owner_field("owner"),
        fields.text_field("unit", _("Unit"), "objective__unit__name"),
        fields.level_field("objective__"),
        fields.theme_field("objective__"),
        fields.tags_field("objective__tags"),
        fields.cycle_field("objective__"),
        Field("source", _("Source"), ("metric_id",),
              lambda s, row: s.text(_("KPI") if row["metric_id"] else _("by hand")),
              lambda s, row: str(_("KPI") if row["metric_id"] else _("by hand")), css="dim nb"),
        value_field("baseline", _("Baseline"), "r dim nb"),
        value_field("current", _("Now")),
        value_field("target", _("Target"), "r dim nb"),
        fields.progress_field(),
        fields.confidence_field(),
        Field("chance", _("Chance of arriving"), ("chance",), lambda s, row: s.percent(row["chance"]),
              fields.percents_of("chance"), by_number("chance"), "r", _("Chance")),
        fields.status_field(),
        fields.hand_field(),
        fields.heard_field("checked_in_at"),
        fields.day_field("start", _("Start"), "start"),
        fields.day_field("due", _("Due"), "due"),
    ),
    shown=("owner", "baseline", "current", "target", "progress", "confidence", "status", "heard"),
    beside=("owner", "current", "target", "progress", "status"),
    filters=named(
        filters.words_filter("title", "owner__name", "objective__title", keys=("key", "objective__key")),
        filters.unit_filter("objective__"),
        filters.choice_filter("status", _("Status"), "status", list(Status.choices)),
        filters.owner_filter("owner"),
        filters.choice_filter("kind", _("Kind"), "kind", list(KeyResult.Kind.choices)),
        filters.level_filter("objective__"),
        filters.theme_filter("objective__"),
        filters.tags_filter("objective__tags"),
        filters.whole_filter("progress", _("Progress"), "progress", _("in percent, such as ..50 or 70.."), "%", 10_000),
        filters.whole_filter("confidence", _("Confidence"), "confidence", _("0 to 10, such as ..4, or none")),
        filters.whole_filter("chance", _("Chance"), "chance", _("in percent, such as ..20 or none"), "%", 10_000),
        filters.heard_filter("checked_in_at"),
        filters.day_filter("due", _("Due"), "due"),
        filters.day_filter("start", _("Start"), "start"),
        filters.choice_filter("hand", _("By hand"), "hand_status", list(Status.choices)),
        filters.yes_filter("kpi", _("On a KPI"), Q(metric__isnull=False)),
    ),
    groups=named(
        Group("objective", _("Objective"), lambda scope: [Lower("objective__title"), F("objective_id")],
              "objective_id", ("objective", "objective_id", "objective_key"), lambda s, row: row["objective"],
              lambda row: {"words": row["objective_key"]}),
        groups.unit_group("objective__"), groups.theme_group("objective__"), groups.owner_group("owner"),
        groups.status_group(),
        groups.cycle_group("objective__"), groups.no_group(),
    ),
    flags=named(
        Flag("mine", _("Mine"), is_mine),
        Flag("teams", _("My teams"), lambda scope: filters.in_my_units(scope, "objective__")),
        Flag("attention", _("At risk or worse"),
             lambda scope: OPEN & (Q(status__in=fields.TROUBLE) | Q(hand_status__in=fields.TROUBLE))),
        Flag("silent", _("Not heard for 7 days"), is_silent),
        Flag("overdue", _("Overdue"), lambda scope: OPEN & Q(due__lt=scope.caller.today), anytime=True),
        Flag("watermelons", _("Watermelons"),
             lambda scope: Q(hand_status=Status.ON_TRACK, status__in=fields.TROUBLE)),
        Flag("scored", _("Recently scored"), is_scored, anytime=True),
    ),
    first_order=(by_severity("status"), by_number("progress")),
    first_group="objective",
    alarms=("off_track", "at_risk"),
    in_cycle=filters.in_cycle("objective__"),
    compared=then.of_word,
)  # fmt: skip
