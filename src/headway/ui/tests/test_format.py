import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from headway.ui.format import THIN, amount, change, marks, parts, percent, plain, rounded, short, unit_text
from headway.ui.measure import Plain

PERCENT, EURO, HOURS = Plain(1, "percent"), Plain(2, "money", "EUR"), Plain(2, "duration", "h")
LANGUAGES = ["en", "de", "fr", "de-ch", "pl", "es", "pt-br"]


def spaced(text):
    """Any no-break space as a plain one, so that expectations can be read."""
    return text.replace(THIN, " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (148, PERCENT, "14.8 %"),
        (-24, Plain(1, "points"), "−2.4 pp"),
        (1842, Plain(0, "number", "clinics"), "1,842 clinics"),
        (46, Plain(), "46"),
        (41_235_050, EURO, "€412,350.50"),
        (-41_235_050, EURO, "−€412,350.50"),
        (1200, Plain(0, "money", "CHF"), "CHF 1,200"),
        (417, HOURS, "4 h 10"),
        (400, HOURS, "4 h"),
        (50, HOURS, "30 min"),
        (0, HOURS, "0 h"),
        (-417, HOURS, "−4 h 10"),
        (62, Plain(1, "duration", "d"), "6.2 d"),
        (90, Plain(0, "duration", "min"), "1 h 30"),
        (125, Plain(1, "duration", "min"), "12 min 30 s"),
        (32, Plain(1, "duration", "s"), "3.2 s"),
        (3700, Plain(0, "duration", "s"), "1 h 02"),
        (None, PERCENT, "–"),
    ],
)
def test_numbers_are_written_with_their_unit(value, measure, text):
    assert spaced(amount(value, measure, language="en")) == text


def test_german_and_french_write_their_own_way():
    with override("de"):
        assert spaced(amount(1_234_567, EURO)) == "12.345,67 €"
    with override("fr"):
        assert spaced(amount(12_345, PERCENT)) == "1 234,5 %"


def test_no_number_breaks_across_lines():
    assert " " not in amount(417, HOURS) + amount(148, PERCENT) + amount(100, EURO, language="de")


def test_a_unit_stands_apart_for_quieter_type():
    written = parts(148, PERCENT)
    assert (written.before, written.digits, written.after) == ("", "14.8", f"{THIN}%")


def test_fewer_decimals_round_half_away_from_zero_and_never_add_any():
    assert amount(145, Plain(1), 0) == "15"
    assert amount(-145, Plain(1), 0) == "−15"
    assert amount(145, Plain(1), 4) == "14.5"


def test_what_rounds_to_nothing_has_no_sign():
    assert amount(-4, Plain(2), 1) == "0.0"
    assert change(4, Plain(2), 1) == "0.0"
    assert spaced(amount(-1, Plain(3, "duration", "h"))) == "0 h"


def test_a_change_carries_its_sign():
    assert change(24, Plain(1)) == "+2.4"
    assert change(-24, Plain(1)) == "−2.4"
    assert change(0, Plain(1)) == "0.0"
    assert change(None, Plain(1)) == "–"


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (412_350, Plain(0, "money", "EUR"), "€412 k"),
        (1_100_000, Plain(0, "money", "EUR"), "€1.1 m"),
        (2_345_678_900, Plain(), "2.3 bn"),
        (9_999, Plain(), "9,999"),
        (-54_321, Plain(), "−54.3 k"),
        (148, PERCENT, "14.8 %"),
        (None, Plain(), "–"),
    ],
)
def test_tight_places_get_three_figures(value, measure, text):
    assert spaced(short(value, measure, "en")) == text


def test_shares_in_parts_per_million_are_percentages():
    assert spaced(percent(510_000)) == "51 %"
    assert spaced(percent(-400_000)) == "−40 %"
    assert spaced(percent(505_000)) == "51 %"
    assert spaced(percent(505_000, 1)) == "50.5 %"
    assert percent(None) == "–"


def test_the_unit_alone_heads_a_column():
    assert [unit_text(m) for m in (PERCENT, EURO, HOURS, Plain(0, "number", "clinics"))] == ["%", "€", "h", "clinics"]


def test_languages_that_group_by_spaces_use_one_that_does_not_break():
    assert marks("fr").group == THIN
    assert marks("pl").group == THIN


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.integers(0, 6))
def test_rounding_moves_by_at_most_half_a_step(value, scale, decimals):
    shown = rounded(value, scale, decimals)
    assert abs(shown * 10**scale - value * 10**decimals) * 2 <= max(10**scale, 10**decimals)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.sampled_from(LANGUAGES))
def test_plain_digits_are_exact(value, scale, language):
    text = plain(value, scale, language).replace(marks(language).decimal, ".").replace("−", "-")
    whole, _, fraction = text.partition(".")
    assert len(fraction) == scale
    assert int(whole + fraction) == value
