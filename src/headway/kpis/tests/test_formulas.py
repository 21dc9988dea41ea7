"""Formulas: the language, what it comes to, and that any order of arrival gives the same."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.activity import log
from headway.kpis.actions.formulas import set_formula
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.checks import check_formulas, check_monthly_sums
from headway.kpis.models import Metric, PastReading, Reading
from headway.kpis.rules.formulas.evaluate import Computed, compute
from headway.kpis.rules.formulas.kinds import Kind, refuse_mismatch, result_kind
from headway.kpis.rules.formulas.order import in_order, loop_through
from headway.kpis.rules.formulas.parse import FormulaError, keys_in, parse
from headway.kpis.tests.company import bearer, signed_in, somebody
from headway.kpis.undo import UNDO
from headway.people.errors import NotAllowed, Refused
from tests.world import founder, later, metric

WEEK = date(2026, 10, 5)
KINDS = {
    "K-1": Kind("money", "EUR"), "K-2": Kind("money", "USD"), "K-3": Kind("number"), "K-4": Kind("percent"),
    "K-5": Kind("duration", "h"), "K-6": Kind("money", "EUR"),
}  # fmt: skip


def value(text, scale=2, **values):
    known = {key.replace("_", "-"): Fraction(v) for key, v in values.items()}
    return compute(parse(text), lambda key, back: known.get(key, "missing"), scale).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K-3 / K-4 * 100", 5000), ("1 + 2 * K-3", 700), ("(1 + 2) * K-3", 900), ("-K-3 - -2", -100),
        ("K-3 - K-4 - 1", -400), ("sum(K-3, K-4, 0.5)", 950), ("mean(K-3, K-4)", 450), ("min(K-3, K-4)", 300),
        ("max(K-3, K-4) / 4", 150), ("K-3/8", 38), ("-K-3/8", -38), ("rolling(K-3, 2)", 600), ("K-3-1", 200),
    ],
)  # fmt: skip
def test_formulas_come_to_what_arithmetic_says(text, expected):
    assert value(text, K_3=3, K_4=6) == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "needs at least one other metric"), ("2 + 2", "needs at least one other metric"),
        ("K-3 +", "the end stands where"), ("K-3 K-4", "does not follow"), ("(K-3", "is missing"),
        ("log(K-3)", "is no function here"), ("K-3 ** 2", "stands where a number"), ("K-3 % 2", "has no meaning"),
        ("__import__(K-3)", "is no function here"), ("lag(K-3, 0.5)", "whole number of periods"),
        ("lag(K-3 + 1, 2)", "takes a key"), ("K-3" + " + 1" * 200, "holds up to 500"), ("(" * 60, "nested too deeply"),
        ("sum(" + ", ".join(f"K-{n}" for n in range(1, 22)) + ")", "up to 20 metrics"), ("K-3; K-4", "has no meaning"),
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused_in_a_sentence(text, part):
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert part in refused.value.sentence
    assert refused.value.sentence.endswith((".", ": lag(K-3, 4)."))


@given(st.text(alphabet="K-0123456789+*/(). ,sumeanlgxi_", max_size=40))
def test_any_text_is_a_formula_or_refused(text):
    try:
        tree = parse(text)
    except FormulaError:
        return
    assert list(keys_in(tree))


def test_a_missing_input_and_a_division_by_zero_say_so():
    tree = parse("K-3 / K-4")
    assert compute(tree, lambda key, back: "missing", 0) == Computed(None, why="missing", key="K-3")
    assert compute(tree, lambda key, back: Fraction(0), 0).why == "zero"
    assert compute(parse("K-3 * 1000000"), lambda key, back: Fraction(10**12), 0).why == "large"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("K-1 / K-3", "money in EUR"), ("K-1 / K-6", "a number"), ("K-1 * 2 + K-6", "money in EUR"),
        ("K-4 - K-4", "percentage points"), ("K-1 * K-4 / 100", "money in EUR"), ("K-5 / K-3", "time in h"),
        ("K-3 / K-5", "a number"), ("sum(K-1, K-6)", "money in EUR"), ("K-1 / K-5", "money in EUR"),
    ],
)  # fmt: skip
def test_results_are_measured_in_what_they_come_to(text, kind):
    assert str(result_kind(parse(text), KINDS)) == kind


@pytest.mark.parametrize("text", ["K-1 + K-2", "K-1 + K-4", "K-1 * K-6", "K-1 + K-3", "K-1 / K-2", "K-5 - K-3"])
def test_what_does_not_add_up_is_refused_in_a_sentence(text):
    with pytest.raises(FormulaError) as refused:
        result_kind(parse(text), KINDS)
    assert refused.value.sentence.endswith(".")


def test_a_share_may_be_a_percentage_and_money_may_not():
    refuse_mismatch(result_kind(parse("K-1 / K-6 * 100"), KINDS), Kind("percent"))
    with pytest.raises(FormulaError):
        refuse_mismatch(result_kind(parse("K-1 / K-3"), KINDS), Kind("percent"))


def test_a_loop_is_named_and_order_follows_what_is_read():
    edges = {4: [3], 3: [2], 9: [4, 3]}
    assert loop_through(edges, 2, [9]) == [2, 9, 3, 2] or loop_through(edges, 2, [9]) == [2, 9, 4, 3, 2]
    assert loop_through(edges, 5, [9]) == []
    order = list(in_order(edges))
    assert order.index(3) < order.index(4) < order.index(9)


def numbers(caller, *names, **fields):
    given = {"unit_kind": "number", "scale": 0, "aggregation": "sum"} | fields
    return [metric(caller, name, **given) for name in names]


def record(caller, of, *pairs):
    return record_readings(caller, [Line(of, WEEK + timedelta(weeks=w), v) for w, v in pairs], source="csv")


def derived(of):
    return {(r.period - WEEK).days // 7: r.value for r in Reading.objects.filter(metric=of)}


def rate(caller):
    paid, ended = numbers(caller, "Paid", "Ended")
    share = metric(caller, "Conversion", aggregation="ratio")
    set_formula(caller, share, f"{paid.key} / {ended.key} * 100")
    return paid, ended, share


@pytest.mark.django_db
def test_a_derived_kpi_follows_its_inputs_in_the_same_action():
    caller = founder()
    paid, ended, share = rate(caller)
    record(caller, paid, (0, 31), (1, 40))
    assert derived(share) == {}
    done = record(caller, ended, (0, 250))
    row = Reading.objects.get(metric=share)
    assert (row.value, row.numerator, row.denominator, row.source) == (124, 31, 250, "formula")
    share.refresh_from_db()
    assert (share.last_value, share.judged_value) == (124, 124)
    facts = log.body_of(log.feed(caller.workspace.pk).get(seq=done.seq))
    assert facts["facts"]["derived"] == {share.key: 1}
    assert share.key in facts["keys"]


@pytest.mark.django_db
def test_a_correction_flows_through_and_keeps_what_it_replaces_and_undoing_flows_back():
    caller = founder()
    paid, ended, share = rate(caller)
    record(caller, paid, (0, 31))
    record(caller, ended, (0, 250), (1, 10))
    done = record(later(caller, days=1), paid, (0, 50))
    assert derived(share) == {0: 200}
    assert PastReading.objects.get(metric=share).value == 124
    UNDO["readings.recorded"](later(caller, days=2), log.feed(caller.workspace.pk).get(seq=done.seq))
    assert derived(share) == {0: 124}
    first = log.feed(caller.workspace.pk, paid.key).filter(verb="readings.recorded").last()
    UNDO["readings.recorded"](later(caller, days=3), first)
    assert derived(share) == {}
    share.refresh_from_db()
    assert share.last_value is None


@pytest.mark.django_db
def test_a_formula_over_a_formula_is_computed_after_it():
    caller = founder()
    paid, ended, share = rate(caller)
    (twice,) = numbers(caller, "Twice", unit_kind="percent", scale=1)
    set_formula(caller, twice, f"2 * {share.key} + lag({share.key}, 1)")
    record(caller, paid, (0, 10), (1, 20))
    record(caller, ended, (0, 100), (1, 100))
    assert derived(twice) == {1: 500}
    assert check_formulas(caller.workspace) == check_monthly_sums(caller.workspace) == []


@pytest.mark.django_db
def test_days_come_together_their_own_way_before_a_monthly_formula_reads_them():
    caller = founder()
    orders, visits = numbers(caller, "Orders", "Visits", grain="day")
    monthly = metric(caller, "Orders of visits", grain="month", aggregation="ratio")
    set_formula(caller, monthly, f"{orders.key} / {visits.key} * 100")
    for of, values in ((orders, (1, 90)), (visits, (10, 100))):
        record_readings(caller, [Line(of, date(2026, 10, 1 + n), v) for n, v in enumerate(values)], source="csv")
    assert Reading.objects.get(metric=monthly).value == 827


@pytest.mark.django_db
def test_a_loop_is_refused_with_its_way_named():
    caller = founder()
    a, b, c = numbers(caller, "A", "B", "C")
    set_formula(caller, b, f"{a.key} + 1")
    set_formula(caller, c, f"{b.key} + 1")
    with pytest.raises(Refused) as refused:
        set_formula(caller, a, f"{c.key} * 2")
    assert f"{a.key} ← {c.key} ← {b.key} ← {a.key}" in refused.value.message


@pytest.mark.django_db
def test_what_a_formula_may_not_read_is_refused():
    caller = founder()
    a, b = numbers(caller, "A", "B")
    (month,) = numbers(caller, "Month", grain="month")
    (hidden,) = numbers(caller, "Hidden", private=True)
    for text, part in (
        (f"{month.key} + 1", "cannot be taken out of a month"), (f"{hidden.key} + 1", "is private"),
        ("K-999 + 1", "no K-999"), (f"{a.key} + 1", "from itself"), ("K-1 +", "stands where"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            set_formula(caller, a, text)
        assert part in refused.value.message
    with pytest.raises(Refused, match="weeks do not fit"):
        set_formula(caller, month, f"{b.key} + 1")
    with pytest.raises(NotAllowed):
        set_formula(somebody(caller, "viewer"), a, f"{b.key} + 1")


@pytest.mark.django_db
def test_a_computed_kpi_takes_no_readings_by_hand_and_keeps_those_it_had():
    caller = founder()
    a, b = numbers(caller, "A", "B")
    record(caller, a, (0, 5), (1, 7), (2, 9))
    record(caller, b, (1, 7), (2, 1))
    set_formula(caller, a, f"{b.key} + 0")
    assert derived(a) == {0: 5, 1: 7, 2: 1}
    assert [*PastReading.objects.filter(metric=a).order_by("period").values_list("value", flat=True)] == [7, 9]
    with pytest.raises(Refused, match="is computed as"):
        record(caller, a, (0, 1))
    a.refresh_from_db()
    with pytest.raises(Refused, match="Say why"):
        set_formula(caller, a, "")
    set_formula(caller, a, "", reason="Counted by hand again.")
    record(caller, Metric.objects.get(pk=a.pk), (0, 1))
    assert derived(a)[0] == 1


FORMULAS = ("{0} + {1}", "{0} / {1}", "lag({0}, 1) - {1}", "rolling({0}, 3)", "max({0}, {1}) * 2")
ARRIVALS = st.lists(
    st.tuples(st.integers(0, 1), st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), min_size=1,
                                          max_size=4, unique_by=lambda p: p[0])), max_size=6,
)  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arrivals=ARRIVALS, first=st.sampled_from(FORMULAS), second=st.sampled_from(FORMULAS), late=st.booleans())
def test_any_order_of_arrival_gives_what_computing_everything_anew_gives(names, arrivals, first, second, late):
    caller = founder(next(names))
    a, b, c, d = numbers(caller, "A", "B", "C", "D")

    def formulas():
        set_formula(caller, c, first.format(a.key, b.key))
        set_formula(caller, d, second.format(c.key, a.key))

    if not late:
        formulas()
    for which, pairs in arrivals:
        record(caller, (a, b)[which], *pairs)
    if late:
        formulas()
    assert check_formulas(caller.workspace) == []
    assert check_monthly_sums(caller.workspace) == []
    assert derived(c) == naive(first, derived(a), derived(b))


def naive(text, a, b):
    def at(week):
        try:
            if text.startswith("lag"):
                return a[week - 1] - b[week]
            if text.startswith("rolling"):
                return sum(a[week - n] for n in range(3))
            x, y = a[week], b[week]
            if text == "{0} / {1}":
                half = Fraction(x, y)
                size = (2 * abs(half.numerator) + half.denominator) // (2 * half.denominator)
                return -size if half < 0 else size
            return x + y if "+" in text else max(x, y) * 2
        except (KeyError, ZeroDivisionError):
            return None

    return {week: found for week in range(7) if (found := at(week)) is not None}


@pytest.fixture
def names():
    return iter(f"w{n}" for n in range(1_000))


@pytest.mark.django_db
def test_the_page_explains_a_formula_and_sets_it(client):
    caller = founder()
    signed_in(client, caller)
    paid, ended = numbers(caller, "Paid", "Ended")
    share = metric(caller, "Conversion", aggregation="ratio")
    record(caller, paid, (0, 31), (1, 40))
    record(caller, ended, (0, 250))
    text = f"{paid.key} / {ended.key} * 100"
    told = client.get(reverse("kpis:formula_explained", args=["lumen", share.key]), {"formula": text}).content.decode()
    assert "12.4" in told
    assert f"{ended.key} has no reading for 12\u00a0Oct." in told
    page = reverse("kpis:formula", args=["lumen", share.key])
    assert "12.4" in client.get(page, {"formula": text}).content.decode()
    assert client.post(page, {"formula": f"{paid.key} +"}).status_code == 422
    assert client.post(page, {"formula": text, "look": "1"}).status_code == 200
    assert derived(share) == {}
    assert client.post(page, {"formula": text}).status_code == 302
    assert derived(share) == {0: 124}
    assert text in client.get(reverse("kpis:kpi", args=["lumen", share.key])).content.decode()
    row = log.feed(caller.workspace.pk, share.key)[0]
    UNDO[row.verb](caller, row)
    assert Metric.objects.get(pk=share.pk).formula == ""


@pytest.mark.django_db
def test_a_reason_is_asked_for_once_a_formula_has_led_to_values(client):
    caller = founder()
    signed_in(client, caller)
    a, b = numbers(caller, "A", "B")
    page = reverse("kpis:formula", args=["lumen", a.key])
    assert client.post(page, {"formula": f"{b.key} + 1"}).status_code == 302
    assert "Why it changes" not in client.get(page).content.decode()
    assert client.post(page, {"formula": f"{b.key} + 2"}).status_code == 302
    record(caller, b, (0, 5))
    shown = client.get(page).content.decode()
    assert "Why it changes" in shown
    assert "may stay empty" not in shown.split("Why it changes")[1].split("</label>")[0]
    assert client.post(page, {"formula": f"{b.key} + 3", "look": "1"}).status_code == 200
    refused = client.post(page, {"formula": f"{b.key} + 3"})
    assert (refused.status_code, "it cannot be: fill it in" in refused.content.decode()) == (422, True)
    assert client.post(page, {"formula": f"{b.key} + 3", "reason": "Two were forgotten."}).status_code == 302


@pytest.mark.django_db
def test_the_api_sets_a_formula_and_tells_why_there_is_no_value(client):
    caller = founder()
    paid, ended = numbers(caller, "Paid", "Ended")
    share = metric(caller, "Conversion", aggregation="ratio")
    record(caller, paid, (0, 31))
    path, headers = f"/api/v1/lumen/kpis/{share.key}/formula", bearer(caller)
    sent = {"formula": f"{paid.key} / {ended.key} * 100"}
    answer = client.put(path, sent, headers=headers, content_type="application/json").json()
    why = f"{ended.key} has no reading for 5\u00a0Oct."
    assert answer["latest"] == [{"period": "2026-10-05", "value": None, "why": why}]
    assert client.get(path, headers=headers).json() == answer
    wrong = client.put(path, {"formula": "K-1 +", "reason": "x"}, headers=headers, content_type="application/json")
    assert (wrong.status_code, "stands where" in wrong.json()["detail"]) == (422, True)
    assert client.get(f"/api/v1/lumen/kpis/{share.key}", headers=headers).json()["formula"] == sent["formula"]
