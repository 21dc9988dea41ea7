"""A company that watches too little to know whether it is well."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _, ngettext
from ..snapshot import Kpi, Snapshot

CODE = "too_few_kpis"
TITLE = _("Too few KPIs")
WHAT = _("All units together watch fewer KPIs than one board usually has.")
WHY = _("What is not watched can break while everybody improves something else.")
REWRITE = _(
    "Name what would be a crisis if it went to zero (money, customers, quality, people), and watch one of each."
)
EXAMPLES = (
    SetExample(
        _("Two KPIs in all, where at least five are usual."),
        Snapshot(kpis=(Kpi("K-1", "Cash"), Kpi("K-2", "NPS"))),
        True,
    ),
    SetExample(_("Five."), Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}") for n in range(5))), False),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding at most, about the company; none while there is no KPI at all."""
    least, most = snapshot.limits.unit_kpis
    if 0 < len(snapshot.kpis) < least:
        count = len(snapshot.kpis)
        evidence = ngettext(
            "{n} KPI in the whole company, where {least} to {most} are usual on one board. {said}",
            "{n} KPIs in the whole company, where {least} to {most} are usual on one board. {said}", count,
        ).format(n=count, least=least, most=most, said=snapshot.limits.said)  # fmt: skip
        root = snapshot.root()
        yield Seen("hint", root, (root,), evidence.strip(), REWRITE, tuple(row.key for row in snapshot.kpis))
