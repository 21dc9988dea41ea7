"""The large company's people and units."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from headway.demo.enterprise.plan import names_of
from headway.demo.enterprise.size import Size
from headway.demo.enterprise.words import Division, words
from headway.kpis.models import Metric
from headway.okrs.models import KeyResult
from headway.people.actions.bulk import NewUnit, add_people, create_units
from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.caller import Caller
from headway.people.models import Person, Unit, User

SLUG, NAME, SOURCE = "meridian", "Meridian Group", "demo"
WEEKS, AHEAD = 9, 4
"""The cycle began so many weeks ago, and so many are ahead."""


@dataclass
class Company:
    """What has been made so far; a person and a unit are found by their numbers."""

    size: Size
    caller: Caller
    now: datetime
    people: list[Person] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    divisions: list[Division | None] = field(default_factory=list)
    metrics: list[Metric] = field(default_factory=list)
    key_results: list[KeyResult] = field(default_factory=list)

    def at(self, weeks: float) -> Caller:
        """The founder, so many weeks ago."""
        return Caller(self.caller.workspace, self.caller.person, self.now - timedelta(weeks=weeks), SOURCE)

    def members_of(self, unit: int) -> list[Person]:
        """The people of a unit; the first of them leads it."""
        return self.people[unit * self.size.people : (unit + 1) * self.size.people]

    def division_of(self, unit: int, number: int) -> Division:
        """What a unit is about; the company itself is about everything in turn."""
        return self.divisions[unit] or words().division[number % len(words().division)]


def found(size: Size, now: datetime) -> Company:
    """The workspace, with everybody in their units."""
    at = now - timedelta(weeks=WEEKS + 2)
    email = f"ceo@{SLUG}.example"
    new = NewWorkspace(
        slug=SLUG, name=NAME, owner_name="Helena Strand", owner_email=email, owner_title="Chief executive",
        preset="enterprise", timezone="Europe/Vienna", is_demo=True,
    )  # fmt: skip
    caller = create_workspace(new, at, _login(email), door=SOURCE)
    caller.workspace.mission = "Every organisation knows what it is for, and how it is doing."
    caller.workspace.save(update_fields=["mission"])
    Person.objects.filter(pk=caller.someone.pk).update(persona="founder")
    company = Company(size, caller, now)
    _staff(company)
    _arrange(company)
    return company


def _login(email: str) -> User:
    return User.objects.filter(email=email).first() or User.objects.create_user(email)


def _staff(company: Company) -> None:
    """Everybody by number; some of them are entered with a click."""
    size, at, names = company.size, company.at(WEEKS + 2), names_of(company.size)
    last = (size.units - 1) * size.people
    entered = {size.people: "department head", last: "team lead", last + 1: "contributor"}
    made = {0: company.caller.someone}
    for n, persona in entered.items():
        email = f"{persona.replace(' ', '-')}@{SLUG}.example"
        made[n] = add_person(at, NewPerson(names[n], email, persona=persona), user=_login(email))
    rest = [n for n in range(len(names)) if n not in made]
    made |= zip(rest, add_people(at, [NewPerson(names[n]) for n in rest], SOURCE), strict=True)
    company.people = [made[n] for n in range(len(names))]


def _arrange(company: Company) -> None:
    root = Unit.objects.get(workspace=company.caller.workspace, parent=None)
    root.members.add(*company.members_of(0))
    company.units, company.divisions = [root], [None]
    first = 0
    for wanted, kind in ((company.size.divisions, "department"), (company.size.departments, "department"),
                         (company.size.teams, "team")):  # fmt: skip
        above = range(first, len(company.units))
        first = len(company.units)
        _add_level(company, above, wanted, kind)


def _add_level(company: Company, above: range, wanted: int, kind: str) -> None:
    """``wanted`` units more under each of those above."""
    first = len(company.units)
    planned = [(company.units[n], company.divisions[n], number) for n in above for number in range(wanted)]
    news = [
        NewUnit(_name(parent, division, number), parent, kind, company.members_of(first + n)[0],
                tuple(company.members_of(first + n)))
        for n, (parent, division, number) in enumerate(planned)
    ]  # fmt: skip
    company.divisions += [division or words().division[number] for _, division, number in planned]
    company.units += create_units(company.at(WEEKS + 2), news, SOURCE)


def _name(parent: Unit, division: Division | None, number: int) -> str:
    if division is None:
        return words().division[number].name
    if parent.name == division.name:
        return f"{division.name}: {division.departments[number]}"
    return f"{parent.name.partition(': ')[2]} for {words().audiences[number]}"
