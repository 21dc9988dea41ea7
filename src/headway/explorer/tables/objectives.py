"""The table of objectives."""

from datetime import timedelta

from django.db.models import BigIntegerField, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from headway.explorer.scope import Scope
from headway.explorer.setting import DASH, Row, Setter
from headway.explorer.tables import fields, filters, groups, then
from headway.explorer.tables.orders import LEAST, by, by_number, by_severity
from headway.explorer.tables.table import Field, Flag, Table, named
from headway.okrs.access import objectives_for
from headway.okrs.models import Alignment, Ambition, CoOwner, KeyResult, Score, Status

SILENT = timedelta(days=7)
RECENT = timedelta(days=30)
OPEN = Q(closed_at=None)


def score_of(path: str = "pk", **which: object) -> Subquery:
    """The grade of a row, in hundredths."""
    return Subquery(Score.objects.filter(**{"objective": OuterRef(path)} | which).values("grade")[:1])


def scored_lately(scope: Scope) -> Q:
    """Objectives that were graded within a month, by one list of them: asked row by row it costs more."""
    since = scope.caller.now - RECENT
    return Q(pk__in=Score.objects.filter(key_result=None, at__gte=since).values("objective_id"))


def is_mine(scope: Scope) -> Q:
    """Owned, or looked after beside its owner."""
    me = scope.caller.person_id
    return Q(owner_id=me) | Q(pk__in=CoOwner.objects.filter(person=me).values("objective_id"))


def is_unaligned(scope: Scope) -> Q:
    """Objectives below the top of the organisation that neither contribute to a live one nor support one."""
    upward = Alignment.objects.filter(child=OuterRef("pk"), parent__archived_at=None)
    return OPEN & Q(unit__parent__isnull=False) & ~Q(Exists(upward))


def is_silent(scope: Scope) -> Q:
    """Running, and nobody was heard for seven days."""
    late = Q(heard_at=None) | Q(heard_at__lte=scope.caller.now - SILENT)
    return OPEN & late & Q(start__lte=scope.caller.today)


def is_watermelon(scope: Scope) -> Q:
    return Q(hand_status=Status.ON_TRACK, status__in=fields.TROUBLE)


def needs_attention(scope: Scope) -> Q:
    """In trouble by the data or by hand."""
    return OPEN & (Q(status__in=fields.TROUBLE) | Q(hand_status__in=fields.TROUBLE))


def _show_score(setter: Setter, row: Row) -> SafeString:
    return DASH if row["score"] is None else setter.text(f"{row['score'] / 100:.2f}".rstrip("0").ljust(3, "0"))


def _by_score(scope: Scope) -> Combinable:
    return Coalesce(score_of(key_result=None), Value(-1), output_field=IntegerField())


def lowest_chance(scope: Scope) -> Subquery:
    """The chance of arriving of the key result that has the lowest one."""
    rows = KeyResult.objects.filter(objective=OuterRef("pk"), archived_at=None, chance__isnull=False)
    return Subquery(rows.order_by("chance").values("chance")[:1])


def _by_chance(scope: Scope) -> Combinable:
    return Coalesce(lowest_chance(scope), Value(LEAST), output_field=BigIntegerField())


OBJECTIVES = Table(
    name="objectives",
    label=_("Objectives"),
    rows=objectives_for,
    live=Q(archived_at=None),
    noun="objectives",
    words=lambda n: ngettext("one objective", "%(n)s objectives", n) % {"n": n},
    paths={
        "pk": "pk", "key": "key", "title": "title", "ambition": "ambition", "private": "private",
        "owner": "owner__name", "owner_left": "owner__left_at", "owner_id": "owner_id", "owner_key": "owner__key",
        "unit": "unit__name", "unit_id": "unit_id", "unit_key": "unit__key", "level": fields.level_of(""),
        "theme": fields.theme_seen("", "title"), "theme_key": fields.theme_seen("", "key"),
        "theme_id": fields.theme_seen("", "id"), "tags": "tags",
        "cycle": "cycle__name", "cycle_id": "cycle_id", "cycle_key": "cycle__key",
        "status": "status", "hand": "hand_status", "progress": "progress", "worst": "worst", "worst_key": "worst_key",
        "data_share": "data_share", "confidence": "confidence", "heard": "heard_at", "course": "course",
        "start": "start", "due": "due", "closed": "closed_at", "why": "why",
        "score": lambda scope: score_of(key_result=None), "chance": lowest_chance,
    },
    fields=named(
        fields.key_field(),
        fields.title_field(),
        Field("ambition", _("Kind"), ("ambition",), lambda s, row: s.text(Ambition(row["ambition"]).label),
              fields.word_of("ambition", Ambition), by("ambition"), "dim hide-s"),
        fields.owner_field("owner"),
        fields.text_field("unit", _("Unit"), "unit__name"),
        fields.level_field(""),
        fields.theme_field(""),
        fields.tags_field("tags"),
        fields.cycle_field(""),
        Field("weeks", _("The last seven weeks"), ("course",), lambda s, row: s.weeks(row),
              lambda s, row: None, short=_("Weeks")),
        Field("course", _("Course"), ("course", "start", "due", "progress", "status"), lambda s, row: s.climb(row),
              lambda s, row: None),
        fields.progress_field(),
        fields.confidence_field(),
        fields.status_field(),
        fields.hand_field(),
        Field("worst", _("Worst part"), ("worst",), lambda s, row: s.percent(row["worst"]),
              fields.percents_of("worst"), by_number("worst"), "r dim"),
        Field("data", _("Share with data"), ("data_share",), lambda s, row: s.whole_percent(row["data_share"] * 100),
              lambda s, row: row["data_share"] / 100, by("data_share"), "r dim", _("Data")),
        Field("chance", _("Lowest chance of a key result to arrive"), ("chance",),
              lambda s, row: s.percent(row["chance"]), fields.percents_of("chance"), _by_chance, "r", _("Chance")),
        Field("score", _("Score"), ("score",), _show_score, lambda s, row: row["score"] and row["score"] / 100,
              _by_score, "r"),
        fields.heard_field("heard_at"),
        fields.day_field("start", _("Start"), "start"),
        fields.day_field("due", _("Due"), "due"),
    ),
    shown=("ambition", "owner", "weeks", "course", "progress", "confidence", "status", "heard"),
    beside=("owner", "progress", "confidence", "status", "heard"),
    filters=named(
        filters.words_filter("title", "owner__name"),
        filters.unit_filter(""),
        filters.choice_filter("status", _("Status"), "status", list(Status.choices)),
        filters.owner_filter("owner"),
        filters.choice_filter("ambition", _("Kind"), "ambition", list(Ambition.choices)),
        filters.level_filter(""),
        filters.theme_filter(""),
        filters.tags_filter("tags"),
        filters.whole_filter("progress", _("Progress"), "progress", _("in percent, such as ..50 or 70.."), "%", 10_000),
        filters.whole_filter("confidence", _("Confidence"), "confidence", _("0 to 10, such as ..4, or none")),
        filters.heard_filter("heard_at"),
        filters.day_filter("due", _("Due"), "due"),
        filters.day_filter("start", _("Start"), "start"),
        filters.choice_filter("hand", _("By hand"), "hand_status", list(Status.choices)),
        filters.yes_filter("closed", _("Closed"), Q(closed_at__isnull=False)),
        filters.yes_filter("private", _("Private"), Q(private=True)),
    ),
    groups=named(
        groups.unit_group(""), groups.theme_group(""), groups.owner_group("owner"), groups.status_group(),
        groups.cycle_group(""),
        groups.no_group(),
    ),
    flags=named(
        Flag("mine", _("Mine"), is_mine),
        Flag("teams", _("My teams"), lambda scope: filters.in_my_units(scope, "")),
        Flag("attention", _("At risk or worse"), needs_attention),
        Flag("silent", _("Not heard for 7 days"), is_silent),
        Flag("overdue", _("Overdue"), lambda scope: OPEN & Q(due__lt=scope.caller.today), anytime=True),
        Flag("unaligned", _("Unaligned"), is_unaligned),
        Flag("watermelons", _("Watermelons"), is_watermelon),
        Flag("scored", _("Recently scored"), scored_lately, anytime=True),
    ),
    first_order=(by_severity("status"), by_number("progress")),
    alarms=("off_track", "at_risk"),
    in_cycle=filters.in_cycle(""),
    compared=then.of_course,
)  # fmt: skip
