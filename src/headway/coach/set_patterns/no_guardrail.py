"""A push for more or faster, with nothing to say what it must not cost."""

import re
from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "no_guardrail"
ALONE = True
TITLE = _("No guardrail where one is usual")
WHAT = _("A key result pushes volume, speed or cost; no guardrail and no key result on quality stands beside it.")
WHY = _(
    "Volume is bought with quality, speed with errors, savings with service: the number moves and the company loses."
)
REWRITE = _("Put a KPI beside “{title}” that must not get worse meanwhile: {guard}.")
EXAMPLES = (
    SetExample(
        _("Support costs shall fall, and nothing guards the service."),
        Snapshot(
            objectives=(Objective("O-1", "Lean support"),),
            key_results=(KeyResult("KR-1", "Cut cost per ticket from €14 to €9", baseline=14, target=9),),
        ),
        True,
    ),
    SetExample(
        _("Satisfaction guards it."),
        Snapshot(
            objectives=(Objective("O-1", "Lean support", guardrails=("K-1",)),),
            key_results=(KeyResult("KR-1", "Cut cost per ticket from €14 to €9", baseline=14, target=9),),
        ),
        False,
    ),
    SetExample(
        _("A key result on quality itself."),
        Snapshot(
            objectives=(Objective("O-1", "Fewer faults"),),
            key_results=(KeyResult("KR-1", "Reduce defects per release from 9 to 3", baseline=9, target=3),),
        ),
        False,
    ),
)
_BETTER = re.compile(
    r"\b(?:conversion|accuracy|quality|satisfaction|retention|resolution|nps|csat|complaints?|on[- ]time|in time"
    r"|error\w*|failure|defects?|faults?|overruns?|completion|recommend\w*|reliab\w+|uptime|attrition|churn|incidents?|rework"
    r"|accidents?|safety|still active|stay\w*|kept|renew\w*|come back)\b|\b\w+-to-\w+\b",
    re.IGNORECASE,
)
"""Words of what guards: whoever pushes these pushes what others forget."""
_MANY = (
    r"\b(?:leads?|sign-?ups?|(?:new|paying|active) (?:customers?|users?|clients?|accounts?|members?)|deals?|units sold"
    r"|demos?|calls?|visits|pipeline|trials?|orders?|loans?|policies|contracts?|listings?|tenants?"
    r"|donors?|volunteers?|applications?|applicants?|enrol?lments?|bookings?)\b"
)
_FAST = (
    r"\b(?:(?:lead|cycle|response|handling|processing|delivery|waiting|turnaround|resolution|closing|approval"
    r"|build|test|fill) time|time to|time-to|sales cycle|duration|latency|days to)\b"
)
_PACE = (
    r"\b(?:speed|deploy\w*|releases?|velocity|throughput|shipped|features|pieces|articles|posts|emails?|campaigns)\b"
)
_ALONE = r"\b(?:without an? (?:agent|human|person)|deflect\w+|self-serv\w+|automat\w+)\b"
_LOAD = (
    r"\b(?:utili[sz]ation|occupancy|caseloads?|class sizes?|output per|productivity)\b"
    r"|\b(?:seen|handled|solved|served) per\b"
    r"|\b(?:\w+s|\w+ed) per (?:(?:working |staff )?(?:hour|day|shift)"
    r"|(?:\w+ ){0,2}?\w+(?:er|or|ist|ian|nurse|agent|person|head))\b"
)
"""What one person or one hour is made to carry."""
_LASTS = r"\b(?:in (?:minutes|hours|days|weeks)|(?:minutes|hours|days|weeks) (?:per|from|to|until|of)|time from)\b"
USUAL = tuple(
    (re.compile(words, re.IGNORECASE), way, guard)
    for words, way, guard in (
        (r"\btime to (?:hire|fill)\b|\bhiring time\b", "down", _("who stays after 90 days")),
        (r"\bsales cycle\b", "down", _("discounts or margin")),
        (r"\b(?:costs?|spend|spending|expenses?|budget|headcount|burn)\b", "down", _("satisfaction, quality or speed")),
        (r"\b(?:inventory|stock|working capital)\b", "down", _("stock-outs or deliveries in time")),
        (_FAST, "down", _("errors, incidents or rework")),
        (_LASTS, "down", _("errors, incidents or rework")),
        (r"\b(?:overheads?|suppliers?|staffing|posts)\b", "down", _("satisfaction, quality or speed")),
        (r"\b(?:tickets?|contacts?|calls?)\b", "down", _("satisfaction of those who need help")),
        (_ALONE, "up", _("satisfaction or errors")),
        (r"\b(?:prices?|arpu|average (?:order|deal|contract) (?:value|size))\b", "up", _("churn or won deals")),
        (r"\b(?:hires?|hired|recruit\w*|headcount|positions? filled)\b", "up", _("who stays after 90 days")),
        (_MANY, "up", _("conversion, margin or churn of those won")),
        (r"\b(?:revenue|sales|bookings|arr|mrr|turnover|gmv|market share)\b", "up", _("margin or churn")),
        (_PACE, "up", _("errors, incidents or rework")),
        (_LOAD, "up", _("errors, or people leaving")),
    )
)
"""Words of a pushed number, the way it is pushed, and what usually guards it."""


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective without any guardrail: its first key result that usually has one."""
    for goal in snapshot.current:
        rows = snapshot.krs_of(goal)
        if goal.guardrails or any(_BETTER.search(row.title) for row in rows):
            continue
        for row in rows:
            if guard := _usual(row):
                evidence = _("“{row_title}” ({row_key}) is pushed, and no KPI guards “{goal_title}”.").format(
                    row_title=row.title, row_key=row.key, goal_title=goal.title
                )
                rewrite = REWRITE.format(title=row.title, guard=guard)
                yield Seen("hint", goal.unit, (goal.key, row.key), evidence, rewrite, (row.title,))
                break


def _usual(row: KeyResult) -> str:
    if row.kind != "move" or row.baseline is None or row.target is None or _BETTER.search(row.title):
        return ""
    way = "up" if row.target > row.baseline else "down"
    if way == "up" and "%" in row.title and re.search(_MANY, row.title, re.IGNORECASE):
        return ""  # a share of trials or leads says how good they are, not how many
    return next((guard for words, to, guard in USUAL if to == way and words.search(row.title)), "")
