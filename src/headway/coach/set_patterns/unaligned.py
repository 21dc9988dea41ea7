"""A unit's objective that is for nothing above it."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _, ngettext
from ..snapshot import Objective, Snapshot

CODE = "unaligned"
TITLE = _("Aligned to nothing above")
WHAT = _("An objective of a unit neither contributes to nor supports any objective, while the units above have some.")
WHY = _("Nobody above counts on it, so it is the first to lose people, and nobody will notice when it succeeds.")
REWRITE = _(
    "Ask which objective above becomes likelier through “{title}”, and align it; if none does, ask why it is done."
)
EXAMPLES = (
    SetExample(
        _("The company has an objective, and the one of Sales hangs in the air."),
        Snapshot(objectives=(Objective("O-1", "First choice of clinics", "U-1"), Objective("O-2", "A tidy CRM"))),
        True,
    ),
    SetExample(
        _("It is aligned."),
        Snapshot(
            objectives=(
                Objective("O-1", "First choice of clinics", "U-1"),
                Objective("O-2", "Every demo convinces", parents=("O-1",)),
            )
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective whose units above have objectives at the same time."""
    for goal in snapshot.current:
        if goal.parents or goal.unit == snapshot.root():
            continue
        above = set(snapshot.above(goal.unit))
        over = [o for o in snapshot.current if o.unit in above and o.start <= goal.due and goal.start <= o.due]
        if over:
            evidence = ngettext(
                "“{title}” is aligned to nothing; there is {n} objective above: “{above}” ({key}).",
                "“{title}” is aligned to nothing; there are {n} objectives above, such as “{above}” ({key}).",
                len(over),
            ).format(n=len(over), title=goal.title, above=over[0].title, key=over[0].key)  # fmt: skip
            yield Seen("warning", goal.unit, (goal.key,), evidence, REWRITE.format(title=goal.title), (goal.title,))
