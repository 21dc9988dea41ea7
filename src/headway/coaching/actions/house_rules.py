"""What a workspace asks of its goals: mandatory patterns, and how many of each are usual."""

from collections.abc import Mapping, Sequence

from headway.coaching.lessons import lessons
from headway.people.access import require
from headway.people.actions.settings import set_options
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Workspace
from headway.people.options import options_of, preset_of

PAIRS = ("company_objectives", "unit_objectives", "objective_krs", "unit_kpis")
SINGLES = ("person_objectives_max", "person_krs_max", "person_kpis_max")
MOST = 200


def set_mandatory(caller: Caller, codes: Sequence[str]) -> Workspace:
    """Choose the patterns that no goal may be set with from now on; goals that are there stay."""
    require(caller, "workspace.change")
    for code in codes:
        if code not in lessons():
            raise Refused(f"The coach knows no pattern “{code}”: choose one of its list.", field="mandatory")
        if not lessons()[code].may_be_mandatory:
            raise Refused(
                f"“{lessons()[code].title}” is not seen when a goal is set, so nothing could be refused: leave it out.",
                field="mandatory",
            )
    chosen = [code for code in lessons() if code in codes]
    kept = {name: value for name, value in caller.workspace.options.items() if name != "mandatory"}
    return set_options(caller, kept | ({"mandatory": chosen} if chosen else {}))


def set_limits(caller: Caller, limits: Mapping[str, int]) -> Workspace:
    """Choose how many objectives, key results and KPIs are usual here; what equals the size's own is left to it."""
    require(caller, "workspace.change")
    now = vars(options_of(caller.workspace)) | dict(limits)
    for name, value in limits.items():
        if name not in _names():
            raise Refused(f"There is no limit “{name}”: choose one of {', '.join(_names())}.", field=name)
        if not 0 <= value <= MOST:
            raise Refused(f"{value} is no limit that anybody could keep: choose 0 to {MOST}.", field=name)
    for pair in PAIRS:
        if now[f"{pair}_min"] > now[f"{pair}_max"]:
            raise Refused("The least is more than the most: change one of the two.", field=f"{pair}_max")
    usual = options_of(Workspace(preset=preset_of(caller.workspace).slug))
    kept = {name: value for name, value in caller.workspace.options.items() if name not in limits}
    chosen = {name: value for name, value in limits.items() if value != getattr(usual, name)}
    return set_options(caller, kept | chosen)


def _names() -> tuple[str, ...]:
    return (*(f"{pair}_{side}" for pair in PAIRS for side in ("min", "max")), *SINGLES)
