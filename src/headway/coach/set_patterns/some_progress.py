"""A little of everything."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _, ngettext
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "some_progress"
TITLE = _("Some progress on most things")
WHAT = _("Past the middle of a cycle most key results of a unit have moved a little, and hardly any has arrived.")
WHY = _(
    "Effort spread evenly finishes nothing; what half-moved at the end of a cycle usually starts again in the next."
)
REWRITE = _("Choose the one closest to done and put everybody on it until it is there; say aloud which ones wait.")
EXAMPLES = (
    SetExample(
        _("Five key results between 20 and 40 % in the ninth week."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=tuple(KeyResult(f"KR-{n}", f"Number {n}", progress=0.2 + n * 0.04) for n in range(5)),
            today=Snapshot().cycle["C-2"].end.replace(month=12, day=5),
        ),
        True,
    ),
    SetExample(
        _("One of them is done."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(
                *(KeyResult(f"KR-{n}", f"Number {n}", progress=0.2 + n * 0.04) for n in range(4)),
                KeyResult("KR-9", "Number 9", progress=1.0),
            ),
            today=Snapshot().cycle["C-2"].end.replace(month=12, day=5),
        ),
        False,
    ),
)
FEWEST, LOW, HIGH, MIDDLE, MOST, ARRIVED = 4, 0.05, 0.7, 0.5, 0.75, 0.1
"""Key results to speak of spreading, what is begun and not near, and the shares that make it most and hardly any."""


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit and running cycle with four key results or more."""
    for (unit, cycle), goals in snapshot.by_unit_and_cycle(snapshot.running).items():
        shares = [row.progress for row in snapshot.krs_of(*goals) if row.progress is not None]
        begun = [share for share in shares if LOW < share < HIGH]
        passed = snapshot.elapsed(cycle)
        done = sum(share >= 1 for share in shares)
        if len(shares) < FEWEST or passed < MIDDLE or done > ARRIVED * len(shares) or len(begun) < MOST * len(shares):
            continue
        evidence = _(
            "{passed:.0%} of {name} has passed: {n} of {n2} key results lie between {least:.0%} and "
            "{most:.0%}, and {arrived} arrived."
        ).format(
            passed=passed,
            name=snapshot.cycle[cycle].name,
            n=len(begun),
            n2=len(shares),
            least=min(begun),
            most=max(begun),
            arrived=_("none has") if not done else ngettext("{n} has", "{n} have", done).format(),
        )
        yield Seen("warning", unit, (unit, cycle), evidence, REWRITE, ("spread",))
