"""Every tag and filter of a page. One import: {% load ui %}. Examples: README.md beside this package."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from html import escape

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from headway.hours import Hour
from headway.ui import dates, quickly, words
from headway.ui import format as numbers
from headway.ui.forms import control as render_control
from headway.ui.measure import Measure

register = template.Library()
register.tag("url", quickly.url)
register.tag("translate", quickly.translate)
register.tag("blocktranslate", quickly.blocktranslate)
DASH = mark_safe('<span class="faint">\N{EN DASH}</span>')


@register.simple_tag
@cache
def mark(name: str) -> SafeString:
    """{% mark "ok" %}: the shape alone. Its word must stand beside it as text."""
    kind = words.kind_of(name)
    return format_html('<svg class="mark {}" aria-hidden="true"><use href="#m-{}"/></svg>', words.KINDS[kind], kind)


@register.simple_tag
def status(name: str, word: str = "") -> SafeString:
    """{% status kpi.state %}, {% status "open" "Open" %}: shape, word, colour."""
    kind = words.kind_of(name)
    return format_html(
        '<span class="status {}">{}{}</span>', words.KINDS[kind], mark(name), word or words.word_of(name)
    )


@register.filter
def kind(name: str) -> str:
    """{{ kr.status|kind }}: ok, warn, bad, idle, open, reached or melon, for charts and classes."""
    return words.kind_of(name)


@register.filter
def tone(name: str) -> str:
    """{{ kr.status|tone }}: the colour class (ok, warn, bad or idle) of a kind or status."""
    return words.KINDS[words.kind_of(name)]


@register.filter
def amount(value: int | None, measure: Measure) -> SafeString:
    """{{ reading.value|amount:metric }}: the number with its unit in quiet type."""
    return DASH if value is None else _quiet(numbers.parts(value, measure))


@register.filter
def whole(value: int | None, measure: Measure) -> SafeString:
    """{{ value|whole:metric }}: like amount, without decimals."""
    return DASH if value is None else _quiet(numbers.parts(value, measure, 0))


@register.filter
def bare(value: int | None, measure: Measure) -> SafeString:
    """{{ value|bare:metric }}: the digits without the unit, for columns whose head has it."""
    if value is None:
        return DASH
    written = numbers.parts(value, measure)
    return conditional_escape(str(written) if measure.unit_kind == "duration" else written.digits)


@register.filter
def amount_text(value: int | None, measure: Measure) -> str:
    """{{ value|amount_text:metric }}: plain text, for attributes, titles and blocktranslate."""
    return numbers.amount(value, measure)


@register.filter
def change(value: int | None, measure: Measure) -> str:
    """{{ delta|change:metric }}: signed text: +2.4 pp, −3."""
    return numbers.change(value, measure)


@register.filter
def short(value: int | None, measure: Measure) -> str:
    """{{ value|short:metric }}: three figures and k, m, bn: €412 k."""
    return numbers.short(value, measure)


@register.filter
def plain(value: int | None, measure: Measure) -> str:
    """{{ value|plain:metric }}: exact digits for the value of an input; parse reads them back."""
    return numbers.plain(value, measure.scale)


@register.filter
def count(value: int | None) -> str:
    """{{ n|count }}: a whole number, grouped."""
    return numbers.NONE if value is None else numbers.plain(value, 0, grouped=True)


@register.filter
def hour(value: Hour) -> str:
    """{{ period|hour }}: 14:00, for periods that are hours."""
    return dates.hour(value)


@register.filter
def iso(value: date | None) -> str:
    """{{ period|iso }}: 2026-11-02, 2026-11-02T14:00 for an hour; for links and fields."""
    return "" if value is None else value.isoformat()


@register.filter
def unit(measure: Measure) -> str:
    """{{ metric|unit }}: the unit alone: %, pp, €, h."""
    return numbers.unit_text(measure)


@register.filter
def pct(ppm: int | None, decimals: int = 0) -> SafeString:
    """{{ kr.progress|pct }}, {{ kr.progress|pct:1 }}: parts per million as a percentage."""
    if ppm is None:
        return DASH
    return _quiet(numbers.Parts("", numbers.percent_digits(ppm, decimals), f"{numbers.THIN}%"))


@register.filter
def pct_text(ppm: int | None, decimals: int = 0) -> str:
    """{{ kr.progress|pct_text }}: the same as plain text."""
    return numbers.percent(ppm, decimals)


@register.filter
def day(value: date | None, now: date | None = None) -> str:
    """{{ kr.due|day:shell.now }}: 5 Oct; with the year when it is not that of now."""
    return dates.day(_local(value) if value else None, _local(now) if now else None)


@register.filter
def weekday(value: date, now: date | None = None) -> str:
    """{{ shell.now|weekday:shell.now }}: Monday 16 November."""
    return dates.weekday(_local(value), _local(now) if now else None)


@register.filter
def near(value: date, now: date) -> str:
    """{{ due|near:shell.now }}: today, tomorrow, Mon 16 Nov."""
    return dates.near(_local(value), _local(now))


@register.filter
def since(value: datetime, now: datetime) -> str:
    """{{ seen|since:shell.now }}: 13:36, yesterday, Mon 16 Nov."""
    return dates.since(timezone.localtime(value), timezone.localtime(now))


@register.filter
def clock(value: datetime) -> str:
    """{{ at|clock }}: 17:00."""
    return dates.clock(timezone.localtime(value))


@register.filter
def moment(value: datetime | None, now: datetime) -> str:
    """{{ at|moment:shell.now }}: today, 06:02; Mon 16 Nov, 08:30."""
    return dates.moment(timezone.localtime(value) if value else None, timezone.localtime(now))


@register.filter
def stamp(value: datetime, now: datetime) -> str:
    """{{ at|stamp:shell.now }}: Mon 16 Nov, 08:30."""
    return dates.stamp(timezone.localtime(value), timezone.localtime(now))


@register.filter
def ago(value: datetime | None, now: datetime) -> str:
    """{{ at|ago:shell.now }}: 9 days ago, just now, never."""
    return dates.ago(timezone.localtime(value) if value else None, timezone.localtime(now))


@register.filter
def age(value: datetime | None, now: datetime) -> str:
    """{{ at|age:shell.now }}: 7 d, for a narrow column."""
    return dates.age(timezone.localtime(value) if value else None, timezone.localtime(now))


@register.simple_tag
def span(start: date, end: date, now: date | None = None) -> str:
    """{% span cycle.start cycle.end shell.now %}: 9–15 Nov."""
    return dates.span(_local(start), _local(end), _local(now) if now else None)


@register.filter
def key(value: str) -> SafeString:
    """{{ kr.key|key }}: KR-11 in quiet type that never breaks across lines."""
    return mark_safe(f'<span class="key">{conditional_escape(value)}</span>')


@register.filter
def lookup(mapping: Mapping[str, object], name: str) -> object:
    """{{ cells|lookup:month }}: the entry of a mapping under a name held in a variable."""
    return mapping.get(name)


@register.simple_block_tag
def explain(content: str, summary: str, label: str, hero: bool = False) -> SafeString:
    """{% explain value label %}workings{% endexplain %}: a number that opens to how it came about."""
    return format_html(
        '<details class="explain"><summary{} aria-label="{}">{}</summary>'
        '<div class="popover workings">{}</div></details>',
        mark_safe(' class="value"') if hero else "",
        label,
        summary,
        content,
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """{% control form.name %}: the widget of a field with our class and its ARIA attributes."""
    return render_control(field)


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """{% theme %}: light, dark or nothing, from the cookie that the switch keeps."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request is not None else ""
    return chosen if chosen in ("light", "dark") else ""


def _quiet(written: numbers.Parts) -> SafeString:
    number = escape(f"{written.before}{written.digits}")
    return mark_safe(f'{number}<span class="unit">{escape(written.after)}</span>' if written.after else number)


def _local(value: date) -> date:
    is_aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_aware and isinstance(value, datetime) else value
