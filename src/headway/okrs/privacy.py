"""A private goal never contributes to a less private one, so that everybody sees the same number."""

from headway.okrs.models import Alignment, Objective
from headway.people.errors import Refused


def hides_from(child: Objective, parent: Objective) -> bool:
    """Whether somebody may see ``parent`` who may not see ``child``.

    A private goal is seen by its owner, its co-owners and the leads above it: with the same of all three, by the
    same people.
    """
    if not child.private:
        return False
    same = (child.owner_id, child.unit_id) == (parent.owner_id, parent.unit_id)
    return not (parent.private and same and parent.helper_ids() <= child.helper_ids())


def refuse_leak(objective: Objective) -> None:
    """Refuse what an objective has just become in memory, if a private goal would show through another."""
    edges = Alignment.objects.filter(kind=Alignment.Kind.CONTRIBUTES)
    for edge in edges.filter(child=objective).select_related("parent"):
        if hides_from(objective, edge.parent):
            raise Refused(
                f"{objective.key} counts in {edge.parent.key}, which others may see, so it cannot be private: "
                "let it support that objective first, or end the alignment.", field="private",
            )  # fmt: skip
    if any(hides_from(edge.child, objective) for edge in edges.filter(parent=objective).select_related("child")):
        raise Refused(
            "A private objective counts in this one, so more people may not see it: end that alignment first.",
            field="private",
        )
    if not objective.private and _private_numbers(objective):
        raise Refused(
            "This objective rests on a private KPI, whose values would be seen by everybody: replace it first.",
            field="private",
        )


def _private_numbers(objective: Objective) -> bool:
    on_key_results = objective.key_results.filter(metric__private=True, archived_at=None)
    return on_key_results.exists() or objective.companions.filter(metric__private=True).exists()
