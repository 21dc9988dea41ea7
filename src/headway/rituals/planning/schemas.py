"""Plans, proposals and templates as the API sends and takes them."""

from datetime import date

from ninja import Schema

from headway.people.doors.strict import Sent


class RowIn(Sent):
    """One row of a plan, in texts as one would type them; without an objective it goes on with the one above."""

    objective: str = ""
    key_result: str = ""
    baseline: str = ""
    target: str = ""
    unit: str = ""
    owner: str = ""
    due: str = ""


class DraftsIn(Sent):
    """Rows to draft for a unit, all under one parent if it is named."""

    unit: str
    rows: list[RowIn]
    parent: str = ""


class ChosenIn(Sent):
    """The KPIs to move."""

    unit: str
    kpis: list[str]


class OrderIn(Sent):
    """Keys of objectives, the most important first, and after how many of them the line is drawn."""

    unit: str
    order: list[str]
    cut: int | None = None


class CutIn(Sent):
    """Why what lies below the line waits."""

    unit: str
    reason: str


class SubmissionIn(Sent):
    """Whose plan is submitted."""

    unit: str


class AcceptanceIn(Sent):
    """The proposals that are accepted, all of them or none."""

    proposals: list[str]
    note: str = ""


class ReturnIn(Sent):
    """What a proposal still needs."""

    reason: str


class NeedOut(Schema):
    """A KPI by need: its points, and the reasons in words."""

    kpi: str
    name: str
    state: str
    points: int
    why: list[str]
    moved_by: list[str]
    chosen: bool


class RemarkOut(Schema):
    """What the coach finds in one line of a goal."""

    line: str
    code: str
    level: str
    why: str
    rewrite: str


class PlannedOut(Schema):
    """One goal of a plan at its place."""

    objective: str
    title: str
    nth: int
    below: bool
    state: str
    proposal: str | None
    key_results: list[str]
    remarks: list[RemarkOut]


class AskedOut(Schema):
    """A goal above, and the keys of the goals that are offered for it."""

    objective: str
    title: str
    unit: str
    offered: list[str]


class PlanOut(Schema):
    """A unit's plan for a cycle."""

    unit: str
    cycle: str
    needs_agreement: bool
    cut: int | None
    goals: list[PlannedOut]
    asked: list[AskedOut]
    limits: list[str]
    needs: list[NeedOut]


class ProposalOut(Schema):
    """An idea that is proposed for a cycle."""

    key: str
    objective: str
    title: str
    unit: str
    cycle: str
    state: str
    submitted_by: str | None
    decided_by: str | None
    reason: str


class TemplateResultOut(Schema):
    """A key result of a template; the figures show the order of magnitude."""

    title: str
    unit: str
    baseline: str
    target: str


class TemplateOut(Schema):
    """An objective to start from."""

    slug: str
    title: str
    function: str
    organisations: list[str]
    why: str
    key_results: list[TemplateResultOut]
    guardrail: str
    assumption: str


class DraftedOut(Schema):
    """What was drafted."""

    objectives: list[str]
    until: date
