"""Individual objectives: only where the workspace wants them."""

from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.options import options_of


def refuse_individual(caller: Caller) -> None:
    """Refuse an objective of one person's own where the workspace sets goals for units only."""
    if not options_of(caller.workspace).individual_goals:
        raise Refused(
            "This workspace sets goals for units, not for single persons: set it for a unit, "
            "or let an admin switch individual objectives on in the settings.", field="individual",
        )  # fmt: skip
