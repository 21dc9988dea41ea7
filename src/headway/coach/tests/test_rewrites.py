"""A finding shows whole words of the statement, and its rewrite is a sentence one could take over."""

import pytest

from headway.coach.lint import lint
from headway.coach.patterns import all_patterns, compound
from headway.coach.reader import read
from headway.coach.wording import wording

EXAMPLES = [example for each in all_patterns() for example in each.examples]


def found(text, code, declared="key_result"):
    return next(finding for finding in lint(text, declared).findings if finding.code == code)


@pytest.mark.parametrize(
    ("text", "code", "evidence"),
    [
        ("The trial audit is held, without a single finding", "task_not_outcome", "The trial audit is held"),
        ("Hire one more engineer and two designers (at least one senior)", "task_not_outcome",
         "Hire one more engineer and two designers"),
        ("Define and measure KPIs for leads and managers", "task_not_outcome", "Define and measure KPIs"),
        ("Answering a complaint takes no more than 5 minutes of a nurse's time", "static_kpi",
         "Answering a complaint takes no more than 5 minutes of a nurse's time"),
        ("No clinic is blocked from upgrading once a release ships", "static_kpi", "No clinic is blocked"),
        ("Clear value for the buyer (not just the user)", "unmeasurable", "Clear value"),
        ("40% of repositories have an owner", "no_baseline", "40% of repositories"),
        ("Reach pipeline coverage of at least 5x new revenue", "no_baseline", "of at least 5x"),
        ("Publish the weekly client newsletter", "bau_routine", "weekly client newsletter"),
        ("Increase revenue and margin", "compound", "revenue and margin"),
    ],
)  # fmt: skip
def test_evidence_ends_where_a_reader_would_pause(text, code, evidence):
    assert found(text, code, "objective" if code == "compound" else "key_result").evidence == evidence


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.text)
def test_evidence_is_a_span_of_the_statement_between_blanks_or_signs(example):
    read = lint(example.text, example.declared)
    for finding in read.findings:
        before, sep, after = read.statement.text.partition(finding.evidence)
        assert sep, finding
        assert not before[-1:].isalnum()
        assert not after[:1].isalnum()


@pytest.mark.parametrize(
    ("text", "code", "rewrite"),
    [
        ("Increase usage of filters by the end of Q3", "no_target",
         "Increase usage of filters from <now> to <then> by the end of Q3"),
        ("Increase feature adoption to 70% (all features)", "no_baseline",
         "Increase feature adoption from <now> to 70% (all features)"),
        ("Reduce P95 response time to <150ms", "no_baseline", "Reduce P95 response time from <now> to <150ms"),
        ("Achieve 95% first-call resolution", "no_baseline", "Achieve 95% first-call resolution, up from <now>"),
        ("Reduce cloud cost per order by 20%", "no_baseline",
         "Reduce cloud cost per order by 20%, from <now> to <then>"),
        ("Maintain NPS above 60", "static_kpi", "Raise NPS from <now> to 60"),
        ("Maintain response error rate < 1%", "static_kpi", "Reduce response error rate from <now> to 1%"),
        ("Zero critical incidents", "static_kpi", "Reduce critical incidents from <now> to 0"),
        ("Build a self-service portal to reduce support tickets", "task_not_outcome",
         "Reduce support tickets from <now> to <then>"),
        ("Reach 10,000 LinkedIn followers", "vanity_metric",
         "Raise the share of <followers> who <sign up, buy or contribute> from <now> to <then>"),
    ],
)  # fmt: skip
def test_a_rewrite_is_made_of_the_words_of_the_statement(text, code, rewrite):
    assert wording(found(text, code).rewrite) == rewrite


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Hire four account executives", "what these people will make possible"),
        ("Train 30 nurses on the new pump", "what they do better afterwards"),
        ("Publish the migration guide", "what readers do once they have it"),
        ("Migrate billing to the new platform", "what it costs today that it is not done"),
        ("Launch the onboarding redesign", "who should use it"),
        ("The new price page is live in all markets", "who should use it"),
        ("Analyse the reasons for cancellation", "which decision waits for it"),
        ("Run three workshops for leads", "what those who take part do next"),
    ],
)
def test_work_is_asked_about_by_its_kind(text, asks):
    assert asks in found(text, "task_not_outcome").rewrite


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("A faster claims process", "Reduce the time from"),
        ("Improve communication between teams", "Ask people, twice"),
        ("Make reporting easier", "without help"),
    ],
)
def test_a_wish_is_given_the_sign_by_which_its_kind_is_seen(text, sign):
    assert sign in found(text, "unmeasurable").rewrite


def test_two_measures_under_one_verb_are_split_with_the_verb():
    assert (
        "“Increase revenue” · “Increase margin”"
        in found("Increase revenue and margin", "compound", "objective").rewrite
    )


@pytest.mark.parametrize(
    ("text", "slot", "asks"),
    [
        ("Cost per acquisition", "kpi", "at most <ceiling>"),
        ("Customer satisfaction", "kpi", "at least <floor>"),
        ("Reduce latency from X to Y ms", "key_result", "in the place of “X”"),
    ],
)
def test_a_missing_target_is_asked_for_where_it_belongs(text, slot, asks):
    assert asks in found(text, "no_target", slot).rewrite


def test_what_is_quoted_in_a_rewrite_is_cut_between_words():
    long = "Publish " + "the guide to the migration of every clinic and hospital in the region " * 3
    rewrite = found(long, "task_not_outcome").rewrite
    assert "…” as an initiative" in rewrite
    assert "reg…" not in rewrite


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("Launch the new app and increase revenue",
         "Split it into goals of their own: “Launch the new app” · “increase revenue”."),
        ("Staff score from 12 to 30 and sick leave under 4%",
         "Split it into goals of their own: “Staff score from 12 to 30” · “sick leave under 4%”."),
        ("Identify, begin and run the webinars", "Split it: a goal of its own for each thing that is scored apart."),
        ("Retain members and growth of the club", "Split it: a goal of its own for each thing that is scored apart."),
    ],
)  # fmt: skip
def test_goals_that_only_the_second_reader_tells_apart_are_split_where_each_has_its_verb(text, rewrite):
    assert compound.told(read(text, "objective")).rewrite == rewrite
