"""Which side of a quantity is the good one."""

from .lexicon import words

_LOWER = words("""
abandonment absenteeism accidents age aht alerts attrition backlog bounce bugs burn cac cancellations churn claims
co2 complaints consumption cost costs cpa cpc cpl crashes cycle deaths debt defects delay delays deviation downtime
duration effort emissions error errors escalations expense expenses failure failures fatalities faults fraud
friction frt incident incidents injuries interruptions lag latency lead-time loss losses mistakes mtta mttd mttr
opex outages overdue overhead overrun overtime pollution queue readmissions recidivism regressions rejections rework
risk scrap severity shrinkage sickness spend staleness stockouts tat tickets time time-to timeouts times toil ttr
ttv turnaround turnover vacancies vacancy vulnerabilities wait waits wastage waste weight
""")


_GENERIC = words("""
amount average count cycle hours index level levels number percentage queue rate rates ratio score share volume
""")


_HANDLED = words("resolved solved answered closed fixed handled completed avoided deflected prevented saved without")


def lower_is_better(phrase: tuple[str, ...], head: str = "") -> bool:
    """Whether less of the quantity named by the lower-case words `phrase` is what one wants.

    The main noun decides where it says something by itself ("churn prediction accuracy" should rise).

    >>> lower_is_better(("response", "time")), lower_is_better(("revenue",))
    (True, False)
    """
    if head and head not in _LOWER and head not in _GENERIC and "-" not in head and not head.endswith("s"):
        return False
    if not _HANDLED.isdisjoint(phrase):
        return False
    parts = {part for word in phrase for part in word.split("-")} | set(phrase)
    return not parts.isdisjoint(_LOWER) and parts.isdisjoint(
        {"on-time", "uptime", "savings", "saved", "cost-effectiveness"}
    )
