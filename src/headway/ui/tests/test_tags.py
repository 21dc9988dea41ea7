from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template

from headway.ui.measure import Plain

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_a_status_is_a_shape_and_a_word():
    html = render("{% status 'at_risk' %}")
    assert html == (
        '<span class="status warn"><svg class="mark warn" aria-hidden="true"><use href="#m-warn"/></svg>At risk</span>'
    )


@pytest.mark.parametrize(
    ("name", "tone", "word"),
    [
        ("green", "ok", "Healthy"),
        ("stale", "idle", "Stale"),
        ("watermelon", "bad", "Watermelon"),
        ("due", "idle", "Due"),
    ],
)
def test_every_state_has_its_fixed_word(name, tone, word):
    html = render("{% status name %}", name=name)
    assert f'"status {tone}"' in html
    assert word in html


def test_a_kind_takes_its_word_along_and_escapes_it():
    assert "&lt;b&gt;" in render("{% status 'open' word %}", word="<b>")


def test_an_unknown_status_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="is no kind of mark and no status"):
        render("{% status 'purple' %}")


def test_a_kind_without_a_word_is_refused():
    with pytest.raises(ValueError, match="pass the word beside it"):
        render("{% status 'ok' %}")


def test_a_number_has_its_unit_in_quiet_type():
    html = render("{{ v|amount:m }}", v=148, m=Plain(1, "percent"))
    assert html == '14.8<span class="unit">\u202f%</span>'


def test_units_are_escaped():
    html = render("{{ v|amount:m }}", v=1, m=Plain(0, "number", "<script>"))
    assert "<script>" not in html


def test_a_missing_number_is_a_dash():
    html = render("{{ v|amount:m }}{{ v|pct }}{{ v|bare:m }}", v=None, m=Plain())
    assert html.count('<span class="faint">–</span>') == 3


def test_filters_for_text_carry_no_markup():
    html = render("{{ v|amount_text:m }} {{ v|change:m }} {{ v|plain:m }}", v=148, m=Plain(1, "percent"))
    assert "<" not in html


def test_what_lies_between_two_percentages_is_percentage_points():
    written = render("{{ v|amount_text:m }}, {{ v|change:m }}", v=24, m=Plain(1, "percent"))
    assert written == "2.4\N{NARROW NO-BREAK SPACE}%, +2.4\N{NARROW NO-BREAK SPACE}pp"


def test_dates_and_keys():
    html = render("{{ at|ago:now }}|{{ at|day:now }}|{{ 'KR-1'|key }}", at=NOW - timedelta(days=9), now=NOW)
    assert html == '9 days ago|7\xa0Nov|<span class="key">KR-1</span>'


def test_a_number_that_explains_itself_escapes_its_summary_and_label():
    html = render("{% explain s l %}<p>workings</p>{% endexplain %}", s="<b>", l='"x"')
    assert "<p>workings</p>" in html
    assert "&lt;b&gt;" in html
    assert 'aria-label="&quot;x&quot;"' in html


def test_charts_pass_into_pages_as_they_are():
    from headway.charts import spark

    assert render("{{ chart }}", chart=spark([1, 2], label="x")).startswith("<svg")
