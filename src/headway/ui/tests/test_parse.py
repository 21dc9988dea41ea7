import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from headway.ui.format import amount, plain
from headway.ui.measure import Plain
from headway.ui.parse import LIMIT, AmountError, parse_amount, parse_measure

LANGUAGES = ["en", "de", "fr", "de-ch", "pl", "es", "pt-br"]
HOURS = Plain(2, "duration", "h")


@pytest.mark.parametrize(
    ("text", "scale", "locale", "value"),
    [
        ("1,234.5", 1, "en", 12345),
        ("1.234,5", 1, "de", 12345),
        ("1 234,5", 1, "fr", 12345),
        ("1\u202f234,5", 1, "fr", 12345),
        ("1'234.5", 1, "en", 12345),
        ("1’234.5", 1, "en", 12345),
        ("−3", 0, "en", -3),
        ("-3", 2, "en", -300),
        ("–3", 0, "en", -3),
        ("+3", 0, "en", 3),
        (" 14.8 ", 1, "en", 148),
        ("14.80", 1, "en", 148),
        (".5", 1, "en", 5),
        ("0", 3, "en", 0),
        ("-0", 0, "en", 0),
        ("007", 0, "en", 7),
        ("٣", 0, "en", 3),
        ("1000000000000000", 0, "en", 10**15),
    ],
)
def test_numbers_are_read_as_people_type_them(text, scale, locale, value):
    assert parse_amount(text, scale, locale) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no number"),
        ("   ", "no number"),
        ("-", "not a number"),
        ("abc", "not a number"),
        ("NaN", "not a number"),
        ("inf", "not a number"),
        ("Infinity", "not a number"),
        ("1e309", "not a number"),
        ("1e3", "not a number"),
        ("0x10", "not a number"),
        ("1_000", "not a number"),
        ("٣x", "not a number"),
        ("--3", "not a number"),
        ("3-", "not a number"),
        ("1.234,5", "more than one way"),
        ("1,5", "more than one way"),
        ("12,34.5", "more than one way"),
        ("1,23", "more than one way"),
        ("1.2.3", "more than one way"),
        ("1 234,567", "more than one way"),
        ("5.", "more than one way"),
        ("1.55", "more decimals"),
        ("1000000000000001", "too large"),
        ("1" * 60, "too large"),
        ("½", "not a number"),
        ("²", "not a number"),
    ],
)
def test_what_is_not_one_plain_number_is_refused_in_a_sentence(text, why):
    with pytest.raises(AmountError, match=why) as refused:
        parse_amount(text, 1 if why == "more decimals" else 0, "en")
    assert str(refused.value).endswith(".")


def test_decimals_in_a_whole_number_are_refused():
    with pytest.raises(AmountError, match="kept whole"):
        parse_amount("1.5", 0, "en")


def test_the_limit_counts_scaled_units():
    assert parse_amount("1000000000", 6, "en") == LIMIT
    with pytest.raises(AmountError, match="too large"):
        parse_amount("1000000001", 6, "en")


def test_a_long_text_is_quoted_short():
    with pytest.raises(AmountError) as refused:
        parse_amount("x" * 5000, 0, "en")
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("12 %", Plain(1, "percent"), 120),
        ("12%", Plain(1, "percent"), 120),
        ("−12 %", Plain(1, "percent"), -120),
        ("2.4 pp", Plain(1, "points"), 24),
        ("€412.50", Plain(2, "money", "EUR"), 41250),
        ("-€412.50", Plain(2, "money", "EUR"), -41250),
        ("412.50 EUR", Plain(2, "money", "EUR"), 41250),
        ("1,842 clinics", Plain(0, "number", "clinics"), 1842),
        ("4 h 10", HOURS, 417),
        ("4h10", HOURS, 417),
        ("4:10", HOURS, 417),
        ("-4:10", HOURS, -417),
        ("4 h", HOURS, 400),
        ("30 min", HOURS, 50),
        ("4.17", HOURS, 417),
        ("4.17 h", HOURS, 417),
        ("1 d 2 h", HOURS, 2600),
        ("90", Plain(0, "duration", "min"), 90),
        ("1 h 30", Plain(0, "duration", "min"), 90),
        ("6.2 d", Plain(1, "duration", "d"), 62),
    ],
)
def test_a_unit_may_be_typed_along(text, measure, value):
    assert parse_measure(text, measure, "en") == value


def test_another_currency_is_refused():
    with pytest.raises(AmountError, match="not a number"):
        parse_measure("$412", Plain(2, "money", "EUR"), "en")


def test_a_time_finer_than_what_is_kept_is_refused():
    with pytest.raises(AmountError, match="finer than what is kept"):
        parse_measure("4 h 10", Plain(0, "duration", "h"), "en")


def test_errors_show_the_way_of_the_reader_s_language():
    with override("de"), pytest.raises(AmountError, match=r"1\.234\.567"):
        parse_amount("1,234.5", 1)


values = st.integers(-LIMIT, LIMIT)


@given(values, st.integers(0, 6), st.sampled_from(LANGUAGES), st.booleans())
def test_what_is_written_is_read_back(value, scale, language, grouped):
    assert parse_amount(plain(value, scale, language, grouped), scale, language) == value


@given(
    values,
    st.integers(0, 6),
    st.sampled_from(LANGUAGES),
    st.sampled_from([("percent", ""), ("points", ""), ("money", "EUR"), ("money", "CHF"), ("number", "clinics")]),
)
def test_what_is_written_with_its_unit_is_read_back(value, scale, language, unit):
    measure = Plain(scale, *unit)
    assert parse_measure(amount(value, measure, language=language), measure, language) == value


@given(st.integers(-(10**9), 10**9), st.sampled_from(["min", "h", "s", "d"]), st.integers(0, 4))
def test_durations_are_read_back_to_what_was_shown(value, unit, scale):
    measure = Plain(scale, "duration", unit)
    shown = amount(value, measure, language="en")
    try:
        again = parse_measure(shown, measure, "en")
    except AmountError:
        return
    assert amount(again, measure, language="en") == shown


@given(st.text(max_size=30), st.integers(0, 6), st.sampled_from(LANGUAGES))
def test_any_text_is_a_number_or_a_sentence(text, scale, language):
    try:
        answer: int | str = parse_amount(text, scale, language)
    except AmountError as refused:
        answer = str(refused)
    assert answer.endswith(".") if isinstance(answer, str) else abs(answer) <= LIMIT


@given(st.text(alphabet="0123456789.,' -+−\u202f", max_size=20), st.integers(0, 6), st.sampled_from(LANGUAGES))
def test_what_is_accepted_means_one_number(text, scale, language):
    try:
        value = parse_amount(text, scale, language)
    except AmountError:
        return
    assert parse_amount(plain(value, scale, language), scale, language) == value
