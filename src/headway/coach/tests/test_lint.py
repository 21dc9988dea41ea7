import pytest

from headway.coach.lint import lint


@pytest.mark.parametrize(
    ("text", "declared", "kind", "issues"),
    [
        ("Increase client satisfaction score from 7.4 to 8.8", "key_result", "key_result", ["ok"]),
        ("Reduce rework hours by 25%", "key_result", "key_result", ["no_baseline"]),
        ("Hold weekly client meetings", "key_result", "task", ["task_not_outcome", "bau_routine"]),
        ("Create a customer survey", "key_result", "task", ["task_not_outcome"]),
        ("Maintain NPS above 60", "key_result", "kpi", ["static_kpi"]),
        ("Improve user experience", "key_result", "key_result", ["unmeasurable"]),
        ("Increase revenue by 15%", "objective", "key_result", ["objective_is_metric"]),
        ("publish weekly newsletter", "key_result", "task", ["task_not_outcome", "bau_routine"]),
        ("Become the market leader in customer satisfaction", "objective", "objective", ["ok"]),
        ("Launch in-app onboarding checklist achieving 70% completion rate", "key_result", "key_result", ["ok"]),
        ("Customer Churn: <3% monthly", "kpi", "kpi", ["ok"]),
        ("Keep the risk register up to date", "task", "task", ["bau_routine"]),
    ],
)
def test_kind_follows_nature_and_issues(text, declared, kind, issues):
    read = lint(text, declared)
    assert (read.kind, read.issues) == (kind, issues)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Increase NPS from 45 to 60", "key_result"),
        ("Become the tool that nurses trust", "objective"),
        ("Customer churn rate", "kpi"),
        ("Hire a designer", "task"),
        ("Maintain 99.9% uptime", "kpi"),
    ],
)
def test_without_a_declared_slot_the_text_decides(text, kind):
    assert lint(text).kind == kind


def test_what_the_literature_disputes_is_graded_lower():
    levels = {finding.code: finding.level for finding in lint("Increase website traffic by 30%", "key_result").findings}
    assert levels == {"vanity_metric": "hint", "no_baseline": "hint"}
    assert lint("Reach 70% activation", "key_result").findings[0].level == "warning"
    assert lint("Hire a designer", "key_result").findings[0].level == "error"


def test_a_task_carries_no_figures():
    read = lint("Publish 8 blog posts during Q1", "key_result").as_dict()
    assert (read["direction"], read["target"], read["unit"], read["relative"]) == (None, None, None, None)


@pytest.mark.parametrize(
    "text", ["将收入提高20%", "Umsatz um 10 % steigern und die Kosten senken", "زيادة الإيرادات بنسبة ٢٠٪"]
)
def test_another_language_is_left_unread_rather_than_accused(text):
    assert lint(text, "key_result").issues == ["ok"]


def test_markup_labels_and_typographic_signs_do_not_matter():
    plain = lint("Cut churn from 6% to 4%", "key_result").as_dict()
    for text in (
        "- KR2: Cut churn from 6% to 4%",
        "  • [ ] Cut churn from 6 % to 4 %",
        "Cut churn from 6\u00a0% to 4％",
    ):
        assert lint(text, "key_result").as_dict() == plain
