"""Planning through its doors: pages, API and command line."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client

from headway.cli import main
from headway.okrs.actions.alignments import align
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.models import Objective
from headway.okrs.tests.world import objective
from headway.people.actions.settings import set_options
from headway.people.actions.tokens import create_token
from headway.rituals.planning.actions.deciding import submit_plan
from headway.rituals.planning.models import Plan, Proposal
from headway.rituals.planning.tests.scene import drafted, scene
from headway.rituals.planning.tests.test_planning import kpi_with, proposals
from tests.world import company, founder

pytestmark = pytest.mark.django_db


def browser(caller):
    client = Client()
    client.force_login(caller.person.user)
    return client


def typed(*rows, **more):
    names = ("objective", "key_result", "baseline", "target", "unit", "owner", "due")
    cells = {f"row-{n}-{name}": cell for n, row in enumerate(rows) for name, cell in zip(names, row, strict=False)}
    return cells | more


class TestGrid:
    def test_a_pasted_block_with_headings_is_drafted_and_submitted_at_once(self):
        at = scene()
        url = f"/lumen/cycles/{at.cycle.key}/plan/grid?unit={at.team.key}"
        page = browser(at.ruth).get(url).content.decode()
        assert "Draft and submit to Omar Haddad" in page
        rows = (("Objective", "Key result", "Baseline", "Target", "Unit"), ("Deals close", "Days", "40", "20", "d"),
                ("", "Wins", "1", "5"))  # fmt: skip
        answer = browser(at.ruth).post(url, typed(*rows, unit=at.team.key, submit="1"))
        assert answer.status_code == 302
        (row,) = Proposal.objects.select_related("objective")
        assert (row.state, row.objective.key_results.count()) == ("submitted", 2)
        inbox = browser(at.omar).get(f"/lumen/cycles/{at.cycle.key}/plan/inbox", {"format": "csv"})
        lines = b"".join(inbox.streaming_content).decode().splitlines()
        assert lines[0].endswith("Key result,Title,From,To,Measured in")
        assert [line.split(",")[-4:] for line in lines[1:]] == [["Days", "40", "20", "d"], ["Wins", "1", "5", "number"]]

    def test_a_wrong_cell_is_named_where_it_stands_and_the_rest_is_kept(self):
        at = scene()
        url = f"/lumen/cycles/{at.cycle.key}/plan/grid"
        sent = typed(("Deals close", "Days", "forty", "20", "d", "Nobody"), unit=at.team.key)
        answer = browser(at.ruth).post(url, sent)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "2 cells cannot be read" in text
        assert "Row 1" in text
        assert 'value="forty"' in text
        assert text.count('aria-invalid="true"') == 2
        assert not Objective.objects.exists()

    def test_a_wording_that_is_not_filled_in_is_named_by_its_row_and_column(self):
        at = scene()
        url = f"/lumen/cycles/{at.cycle.key}/plan/grid"
        sent = typed(
            ("<Who> can close", "Days <30", "40", "20", "d"), ("", "Raise <measure>", "1", "5"), unit=at.team.key
        )
        text = " ".join(browser(at.ruth).post(url, sent).content.decode().split())
        assert "2 cells cannot be read" in text
        assert "Row 1, objective, “&lt;Who&gt; can close”: The blank &lt;Who&gt; is not filled in yet." in text
        assert "Row 2, key result, “Raise &lt;measure&gt;”: The blank &lt;measure&gt; is not filled in yet." in text
        assert not Objective.objects.exists()

    def test_what_a_house_rule_refuses_is_named_by_objective_and_key_result(self):
        at = scene(agreement=False)
        set_options(at.ines, {"mandatory": ["task_not_outcome"]})
        url = f"/lumen/cycles/{at.cycle.key}/plan/grid"
        sent = typed(("Deals close", "Days", "40", "20"), ("Guests order", "Orders", "1", "5"),
                     ("", "Launch the app", "0", "1"), unit=at.team.key)  # fmt: skip
        text = " ".join(browser(at.ruth).post(url, sent).content.decode().split())
        assert "“Guests order”: Key result 2: “Launch the app” carries a pattern" in text
        assert 'value="Launch the app"' in text
        assert not Objective.objects.exists()

    def test_while_one_types_the_coach_and_the_errors_stand_beside(self):
        at = scene()
        url = f"/lumen/cycles/{at.cycle.key}/plan/preview"
        sent = typed(("Launch the new website", "Hold 5 workshops", "0", "5"), ("B", "Wins", "", "5"), unit=at.team.key)
        text = browser(at.ruth).post(url, sent).content.decode()
        assert "One cell cannot be read" in text
        assert 'class="note coach"' in text
        assert not Objective.objects.exists()

    def test_a_template_fills_the_rows_but_not_the_figures(self):
        at = scene()
        url = f"/lumen/cycles/{at.cycle.key}/plan/grid?unit={at.team.key}&template=first-value"
        text = browser(at.ruth).get(url).content.decode()
        assert 'value="Trial-to-paid conversion"' in text
        assert 'placeholder="12"' in text
        assert 'value="12"' not in text

    def test_a_member_drafts_but_is_not_offered_to_submit(self):
        at = scene()
        from headway.okrs.tests.world import colleague

        mia = colleague(at.ines, "Mia Member")
        url = f"/lumen/cycles/{at.cycle.key}/plan/grid?unit={at.team.key}"
        assert "Draft and submit" not in browser(mia).get(url).content.decode()
        sent = typed(("Deals close", "Days", "40", "20", "d"), unit=at.team.key)
        assert browser(mia).post(url, sent | {"submit": "1"}).status_code == 403
        assert not Objective.objects.exists()
        assert browser(mia).post(url, sent).status_code == 302


class TestPlan:
    @pytest.mark.parametrize("n", [1, 3, 40])
    def test_the_pages_cost_the_same_for_any_number(self, count_statements, n):
        at = scene()
        top = objective(at.ines, "Sales grow", owner=at.omar.person, unit=at.sales, cycle=at.cycle)
        for one in range(min(n, 12)):
            kpi_with(at.ines, f"KPI {one}", 150, 151, unit=at.team)
        text = "\n".join(f"Goal {one} is reached\tWins {one}\t1\t5" for one in range(n))
        for goal in drafted(at, text):
            align(at.ruth, Objective.objects.select_related("cycle").get(pk=goal.pk), top)
        submit_plan(at.ruth, at.team, at.cycle)
        plan = f"/lumen/cycles/{at.cycle.key}/plan?unit={at.team.key}"
        for caller, url, limit in ((at.ruth, plan, 16), (at.omar, f"/lumen/cycles/{at.cycle.key}/plan/inbox", 14)):
            client = browser(caller)
            with count_statements() as ran:
                assert client.get(url).status_code == 200
            ran.assert_at_most(limit)

    def test_a_startup_sees_nothing_of_submission_until_it_is_switched_on(self):
        caller = founder()
        cycle = create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
        client = browser(caller)
        url = f"/lumen/cycles/{cycle.key}/plan"
        client.post(f"{url}/grid", typed(("Deals close", "Days", "40", "20", "d")))
        text = client.get(url).content.decode()
        assert "Deals close" in text
        assert "ubmit" not in text.replace('type="submit"', "")
        set_options(caller, {"plan_approval": True})
        client.post(f"{url}/grid", typed(("Deals hold", "Days", "40", "20", "d"), unit=company(caller).key))
        assert "Submit one objective" in client.get(url).content.decode()

    def test_the_whole_way_by_page(self):
        at = scene()
        base = f"/lumen/cycles/{at.cycle.key}/plan"
        ruth, omar = browser(at.ruth), browser(at.omar)
        drafted(at)
        keys = [one.objective.key for one in proposals(at.ruth)]
        ruth.post(f"{base}/order", {"unit": at.team.key, "order": ",".join(keys), "down": keys[0], "cut": "1"})
        assert (Plan.objects.get().order, Plan.objects.get().cut) == (keys[::-1], 1)
        ruth.post(f"{base}/order", {"unit": at.team.key, "order": ",".join(keys[::-1]), "cut": ""})
        ruth.post(f"{base}/submission", {"unit": at.team.key})
        assert "2 objectives are proposed" in omar.get("/lumen/").content.decode()
        one, other = proposals(at.omar)
        omar.post(f"/lumen/proposals/{one.key}/return", {"reason": "Name the segment."})
        omar.post(f"{base}/inbox", {"proposal": [other.key]})
        assert "Returned: Deals close sooner" in ruth.get("/lumen/").content.decode()
        text = ruth.get(f"{base}?unit={at.team.key}").content.decode()
        assert "Name the segment." in text
        assert "Submit one objective" in text

    def test_kpis_are_chosen_and_what_is_cut_waits_in_the_backlog(self):
        at = scene()
        kpi = kpi_with(at.ines, "Bad", *[110, 112, 109, 111, 110, 108, 111, 70], unit=at.team)
        base, ruth = f"/lumen/cycles/{at.cycle.key}/plan", browser(at.ruth)
        assert "Bad" in ruth.get(f"{base}?unit={at.team.key}").content.decode()
        ruth.post(f"{base}/kpis", {"unit": at.team.key, "kpi": [kpi.key]})
        drafted(at)
        keys = Plan.objects.get().order
        ruth.post(f"{base}/order", {"unit": at.team.key, "order": ",".join(keys), "cut": "1"})
        ruth.post(f"{base}/cut", {"unit": at.team.key, "reason": "Two hands."})
        assert Objective.objects.filter(parked_reason="Two hands.").count() == 2

    def test_templates_are_browsed_by_filter(self):
        at = scene()
        text = browser(at.ruth).get("/lumen/templates?function=sales").content.decode()
        assert "We win the customers we are made for" in text
        assert "No patient" not in text
        assert "Start from it for Q1 2027" in text
        assert "No template fits" in browser(at.ruth).get("/lumen/templates?words=zzz").content.decode()


class TestApi:
    def test_the_whole_way_by_api(self):
        at = scene()

        def call(caller, method, path, body=None):
            token = create_token(caller, f"script {path}", ["read", "write"])[1]
            sent = {"data": json.dumps(body), "content_type": "application/json"} if body else {}
            answer = getattr(Client(), method)(
                f"/api/v1/lumen{path}", headers={"Authorization": f"Bearer {token}"}, **sent
            )
            return answer.status_code, answer.json()

        plan = f"/cycles/{at.cycle.key}/plan"
        wrong = [{"objective": "A", "key_result": "Wins", "baseline": "x", "target": "5"}]
        status, body = call(at.ruth, "post", f"{plan}/drafts", {"unit": at.team.key, "rows": wrong})
        assert (status, body["errors"][0]["column"], body["errors"][0]["value"]) == (422, "baseline", "x")
        rows = [{"objective": f"Goal {n}", "key_result": "Wins", "baseline": "1", "target": "5"} for n in range(3)]
        status, body = call(at.ruth, "post", f"{plan}/drafts", {"unit": at.team.key, "rows": rows})
        assert (status, len(body["objectives"])) == (201, 3)
        order = body["objectives"][::-1]
        status, body = call(at.ruth, "put", f"{plan}/order", {"unit": at.team.key, "order": order, "cut": 2})
        assert [one["below"] for one in body["goals"]] == [False, False, True]
        call(at.ruth, "post", f"{plan}/cut", {"unit": at.team.key, "reason": "Two hands."})
        call(at.ruth, "post", f"{plan}/submission", {"unit": at.team.key})
        _, body = call(at.omar, "get", "/proposals?mine_to_decide=true")
        first, second = (one["key"] for one in body["items"])
        assert call(at.omar, "post", f"/proposals/{first}/return", {"reason": "Which?"})[1]["state"] == "returned"
        assert call(at.omar, "post", "/proposals/acceptance", {"proposals": [second]})[1][0]["state"] == "accepted"
        _, body = call(at.ruth, "get", f"{plan}?unit={at.team.key}")
        assert {one["state"] for one in body["goals"]} == {"returned", "accepted"}
        assert call(at.ruth, "get", "/templates?organisation=public")[1][0]["key_results"]


@pytest.mark.django_db(transaction=True)
class TestCommandLine:
    def test_a_plan_is_drafted_ranked_and_submitted(self, tmp_path):
        at = scene()
        sheet = tmp_path / "plan.tsv"
        sheet.write_text("Objective\tKR\tFrom\tTo\nDeals close\tDays\t40\t20\nCustomers stay\tChurn\t3\t2\n")

        def run(who, *words):
            return CliRunner().invoke(main, ["--as", who.person.key, "plan", *words], catch_exceptions=False)

        unit = ("--unit", at.team.key)
        assert "Deals close" in run(at.ruth, "draft", str(sheet), *unit).output
        keys = [one.objective.key for one in proposals(at.ruth)]
        assert "below the line" in run(at.ruth, "order", *keys, "--cut", "1", *unit).output
        assert "in the backlog" in run(at.ruth, "cut", "--reason", "Two hands.", *unit).output
        assert "submitted" in run(at.ruth, "submit", *unit).output
        key = Proposal.objects.get().key
        assert key in run(at.omar, "inbox").output
        assert "is in Q1 2027" in run(at.omar, "accept", key).output
        sheet.write_text("A\tWins\tx\t2\n")
        refused = run(at.ruth, "draft", str(sheet), *unit)
        assert refused.exit_code == 1
        assert "column baseline: 'x'" in refused.output

    def test_templates_are_listed(self):
        result = CliRunner().invoke(main, ["template", "list", "--function", "legal"], catch_exceptions=False)
        assert "contracts-that-flow" in result.output
        assert "Assumes:" in CliRunner().invoke(main, ["template", "show", "contracts-that-flow"]).output
