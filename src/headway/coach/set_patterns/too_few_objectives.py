"""A unit that takes part, with fewer objectives than its limit."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..limits import Limits
from ..said import _, ngettext
from ..snapshot import Objective, Snapshot

CODE = "too_few_objectives"
TITLE = _("Too few objectives")
WHAT = _("A unit that sets objectives has fewer in this cycle than is usual at its level.")
WHY = _("One objective alone is often everything at once under one name, and then nothing was chosen.")
REWRITE = _("Ask whether “{title}” holds two ambitions; if it is truly the only one, leave it and dismiss this.")
EXAMPLES = (
    SetExample(
        _("A product unit has one objective where three to five are usual."),
        Snapshot(objectives=(Objective("O-1", "Be better"),), limits=Limits(unit_objectives=(3, 5))),
        True,
    ),
    SetExample(
        _("It has one where one to three are usual."),
        Snapshot(objectives=(Objective("O-1", "Be better"),)),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit and running cycle; a unit without any is another pattern's."""
    for (unit, cycle), rows in snapshot.by_unit_and_cycle(snapshot.running).items():
        at_top = unit == snapshot.root()
        limits = snapshot.limits.company_objectives if at_top else snapshot.limits.unit_objectives
        if len(rows) < limits[0]:
            evidence = ngettext(
                "{n} objective in {cycle}, where {least} to {most} are usual. {said}",
                "{n} objectives in {cycle}, where {least} to {most} are usual. {said}", len(rows),
            ).format(
                n=len(rows), cycle=snapshot.cycle[cycle].name, least=limits[0], most=limits[1],
                said=snapshot.limits.said,
            )  # fmt: skip
            rewrite = REWRITE.format(title=rows[0].title)
            yield Seen("hint", unit, (unit, cycle), evidence.strip(), rewrite, tuple(row.key for row in rows))
