"""Fields that goals share; ``at`` is the path from a row to its objective."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.expressions import Combinable
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headway.explorer.scope import Scope
from headway.explorer.setting import DASH, Row, Setter
from headway.explorer.tables.orders import (
    by,
    by_moment,
    by_number,
    by_optional_day,
    by_optional_text,
    by_period,
    by_severity,
    by_text,
    ranked,
)
from headway.explorer.tables.table import Field
from headway.okrs.models import Status
from headway.okrs.tags import tag_list
from headway.people.models import Role, UnitKind

LEVELS = {str(kind): rank for rank, kind in enumerate((UnitKind.COMPANY, UnitKind.DEPARTMENT, UnitKind.TEAM))}
TROUBLE = (Status.AT_RISK, Status.OFF_TRACK)

Show = Callable[[Setter, Row], SafeString]


def escaped(name: str) -> Show:
    return lambda setter, row: setter.text(row[name]) if row[name] else DASH


def read_of(name: str) -> Callable[[Setter, Row], Any]:
    return lambda setter, row: row[name]


def word_of(name: str, words: Any) -> Callable[[Setter, Row], str]:
    """The label of a choice; empty where there is none."""
    return lambda setter, row: _label(words, row[name], get_language()) if row[name] else ""


@cache
def _label(words: Any, value: str, _language: str | None) -> str:
    """The label of a choice in the active language, found once: a file asks for that of each of its rows."""
    return str(words(value).label)


def percents_of(name: str) -> Callable[[Setter, Row], float | None]:
    """Parts per million as a program reads a percentage: 47.6 for 47.6 %."""
    return lambda setter, row: None if row[name] is None else round(row[name] / 10_000, 2)


def show_title(setter: Setter, row: Row) -> SafeString:
    """The head of a row: its key and its name."""
    private = format_html(' <span class="tag">{}</span>', _("private")) if row["private"] else ""
    key = row["key"]  # one of ours, as is the base: neither needs escaping
    link = f'<a href="{setter.base}/{row["noun"]}/{key}">{escape(row["title"])}</a>'
    return SafeString(f'<span class="key">{key}</span>{link}{private}')


def _show_owner(setter: Setter, row: Row) -> SafeString:
    name = setter.text(row["owner"])
    return format_html('{} <span class="tag">{}</span>', name, _("left")) if row["owner_left"] else name


def _show_status(setter: Setter, row: Row) -> SafeString:
    """The status by the data; what a hand says instead stands under it."""
    by_data = setter.status(row["status"])
    if not row["hand"]:
        return by_data
    if is_watermelon(row):
        melon = setter.status("melon", _("by hand: on track"))
        return format_html('{}<span class="sub">{}</span>', by_data, melon)
    return format_html('{}<span class="sub">{} {}</span>', by_data, _("by hand:"), setter.status(row["hand"]))


def is_watermelon(row: Row) -> bool:
    """Green by hand, red or amber by the data."""
    return row["hand"] == Status.ON_TRACK and row["status"] in TROUBLE


def title_field() -> Field:
    return Field(
        "title", gettext_lazy("Title"), ("key", "title", "private"), show_title, read_of("title"), by_text("title")
    )


def key_field() -> Field:
    return Field("key", gettext_lazy("Key"), ("key",), escaped("key"), read_of("key"), by("pk"))


def text_field(name: str, label: Any, path: str, css: str = "dim nb") -> Field:
    return Field(name, label, (name,), escaped(name), read_of(name), by_text(path), css)


def owner_field(path: str) -> Field:
    reads = ("owner", "owner_left")
    order = by_text(f"{path}__name")
    return Field("owner", gettext_lazy("Owner"), reads, _show_owner, read_of("owner"), order, "dim nb")


def level_of(at: str) -> Callable[[Scope], Combinable]:
    """Company, department or team by the unit; individual where it is one person's."""
    mine = When(**{f"{at}individual": True}, then=Value("individual"))
    return lambda scope: Case(mine, default=F(f"{at}unit__kind"), output_field=CharField())


def _level_word(setter: Setter, row: Row) -> str:
    return _("Individual") if row["level"] == "individual" else str(UnitKind(row["level"]).label)


def level_field(at: str) -> Field:
    said = _level_word
    order = ranked(f"{at}unit__kind", LEVELS)
    return Field(
        "level",
        gettext_lazy("Level"),
        ("level",),
        lambda setter, row: setter.text(said(setter, row)),
        said,
        order,
        "dim",
    )


def cycle_field(at: str) -> Field:
    order = by_optional_day(f"{at}cycle__start")
    return Field("cycle", gettext_lazy("Cycle"), ("cycle",), escaped("cycle"), read_of("cycle"), order, "dim nb")


def unit_level_field() -> Field:
    """The level of the unit that something belongs to."""
    said = word_of("level", UnitKind)
    order = ranked("unit__kind", LEVELS)
    return Field(
        "level", gettext_lazy("Level"), ("level",), lambda setter, row: setter.text(said(setter, row)), said, order,
        "dim",
    )  # fmt: skip


def theme_seen(at: str, name: str) -> Callable[[Scope], Combinable]:
    """A field of the theme; a guest sees only those themes that they sponsor."""

    def read(scope: Scope) -> Combinable:
        if scope.caller.role != Role.GUEST:
            return F(f"{at}theme__{name}")
        return Case(When(**{f"{at}theme__sponsor": scope.caller.person_id}, then=F(f"{at}theme__{name}")))

    return read


def theme_field(at: str) -> Field:
    order = by_optional_text(f"{at}theme__title")
    return Field("theme", gettext_lazy("Theme"), ("theme",), escaped("theme"), read_of("theme"), order, "dim")


def _show_tags(setter: Setter, row: Row) -> SafeString:
    return format_html_join(" ", '<span class="tag">{}</span>', ((tag,) for tag in tag_list(row["tags"]))) or DASH


def tags_field(path: str) -> Field:
    return Field(
        "tags", gettext_lazy("Tags"), ("tags",), _show_tags, lambda setter, row: ", ".join(tag_list(row["tags"])),
        by(path), "hide-s",
    )  # fmt: skip


def status_field() -> Field:
    reads = ("status", "hand")
    return Field(
        "status", gettext_lazy("Status"), reads, _show_status, word_of("status", Status), by_severity("status")
    )


def hand_field() -> Field:
    return Field(
        "hand", gettext_lazy("By hand"), ("hand",),
        lambda setter, row: setter.status(row["hand"]) if row["hand"] else DASH,
        word_of("hand", Status), by("hand_status"),
    )  # fmt: skip


def progress_field() -> Field:
    return Field(
        "progress", gettext_lazy("Progress"), ("progress",),
        lambda setter, row: SafeString(f"<strong>{setter.percent(row['progress'])}</strong>"),
        percents_of("progress"), by_number("progress"), "r",
    )  # fmt: skip


def confidence_field() -> Field:
    return Field(
        "confidence", gettext_lazy("Confidence, 0 to 10"), ("confidence",),
        lambda setter, row: DASH if row["confidence"] is None else setter.text(row["confidence"]),
        read_of("confidence"), by_number("confidence"), "r hide-s", gettext_lazy("Conf."),
    )  # fmt: skip


def heard_field(path: str) -> Field:
    return Field(
        "heard", gettext_lazy("Last heard"), ("heard",), lambda setter, row: setter.age(row["heard"]),
        lambda setter, row: setter.caller.workspace.local(row["heard"]).date() if row["heard"] else None,
        by_moment(path), "r dim hide-s", gettext_lazy("Heard"), falling=True,
    )  # fmt: skip


def period_field(name: str, label: Any, path: str) -> Field:
    """The period of a KPI: a day, or an hour."""
    return Field(
        name, label, (name,), lambda setter, row: setter.day(row[name]), read_of(name), by_period(path), "r dim nb"
    )  # fmt: skip


def day_field(name: str, label: Any, path: str) -> Field:
    return Field(name, label, (name,), lambda setter, row: setter.day(row[name]), read_of(name), by(path), "r dim nb")
