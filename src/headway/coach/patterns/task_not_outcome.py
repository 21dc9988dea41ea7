"""A task where an outcome belongs."""

from ..finding import Example, Finding
from ..quoting import clip, shown
from ..reader.lexicon import words
from ..reader.model import Statement
from ..rewriting import purpose
from ..said import _

ORDER = 1
SLOTS = frozenset({"objective", "key_result"})
CODE = "task_not_outcome"
TITLE = _("A task, not an outcome")
WHAT = _(
    "The statement is satisfied by finishing work that is in your own hands: building, hiring, writing, launching."
)
WHY = _(
    "Work can be finished without anything getting better. A key result says what changes for somebody when the "
    "work is any good."
)
REWRITE = _(
    "Ask what should be different once this is done, and measure that: “Raise <measure> from <now> to <then>”. "
    "Keep “{work}” as an initiative below it."
)
_SAID = _(
    "What it is for stands in it already: make that the key result, “{outcome}”. Keep “{work}” as an initiative "
    "below it."
)
_AIM = _(
    "Say for whom it is and what becomes possible: “<Who> can <do what was out of reach>”. Keep “{work}” as an "
    "initiative below it."
)
_THERE = words("available deployed launched live released")
_BY_VERB = (
    (
        words("hire recruit staff appoint employ bring_on"),
        _(
            "Ask what these people will make possible, and measure that: “Raise <what they are hired for> from "
            "<now> to <then>”. Keep “{work}” as an initiative below it."
        ),
    ),
    (
        words("train coach teach educate certify upskill reskill mentor onboard"),
        _(
            "Ask what they do better afterwards: “Raise the share of <people> who <do it right in their work> from "
            "<now> to <then>”. Keep “{work}” as an initiative below it."
        ),
    ),
    (
        words("publish write document draft author blog post produce translate print record"),
        _(
            "Ask what readers do once they have it: “Raise the share of <readers> who <act on it> from <now> to "
            "<then>”. Keep “{work}” as an initiative below it."
        ),
    ),
    (
        words("hold run host organise organize conduct attend present speak facilitate sponsor stage"),
        _(
            "Ask what those who take part do next: “Raise the share of <participants> who <take the next step> "
            "from <now> to <then>”. Keep “{work}” as an initiative below it."
        ),
    ),
    (
        words("""
        analyse analyze assess audit collect decide define determine document evaluate explore find gather identify
        inventory investigate map measure plan prioritise prioritize propose research review scope study survey test
        track
        """),
        _(
            "Ask which decision waits for it, and what should be better once it is taken: “Raise <measure> from "
            "<now> to <then>”. Keep “{work}” as an initiative below it."
        ),
    ),
    (
        words("""
        automate clean_up consolidate convert decommission deprecate fix merge migrate modernise modernize move port
        rebuild refactor remove replace restructure retire rewrite simplify split standardise standardize streamline
        shut_down switch switch_off transition turn_off upgrade
        """),
        _(
            "Ask what it costs today that it is not done: “Reduce <hours, failures or cost> from <now> to <then>”. "
            "Keep “{work}” as an initiative below it."
        ),
    ),
    (
        words("""
        add build configure create deliver deploy design develop enable establish implement install integrate introduce
        launch make open provide prototype release roll_out set_up setup ship
        """),
        _(
            "Ask who should use it and what gets better for them: “Raise the share of <users> who <reach what it "
            "is for> from <now> to <then>”. Keep “{work}” as an initiative below it."
        ),
    ),
)
"""What to ask about work of a kind, by its verb."""
EXAMPLES = (
    Example("Hire four account executives", "key_result", True),
    Example("Publish the migration guide", "key_result", True),
    Example("We have documented the release process", "key_result", True),
    Example("Two workshops for the support team", "key_result", True),
    Example("Automate the month-end reports", "objective", True),
    Example("The new billing service is deployed", "key_result", True),
    Example("Launch the mobile app with 40% of customers active in the first month", "key_result", False),
    Example("Sign three resellers in Poland", "key_result", False),
    Example("Launch in the Nordic market", "objective", False),
    Example("Raise trial conversion from 8% to 12%", "key_result", False),
)


def find(statement: Statement) -> Finding | None:
    """Work in the slot of an objective or a key result."""
    if statement.nature.name != "work" or statement.slot not in SLOTS:
        return None
    return _finding(statement, "warning" if statement.slot == "objective" else "error")


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to be work."""
    return _finding(statement, "warning")


def _finding(statement: Statement, level: str) -> Finding:
    return Finding(CODE, level, shown(statement), WHY, _rewrite(statement))


def _rewrite(statement: Statement) -> str:
    work, verb = clip(statement.text), statement.sentence.head.verb
    outcome = purpose(statement)
    if outcome:
        return _SAID.format(outcome=outcome, work=work)
    if statement.slot == "objective":
        return _AIM.format(work=work)
    launched = not _THERE.isdisjoint(statement.sentence.bag) and statement.sentence.head.form == "clause"
    otherwise = _BY_VERB[-1][1] if launched else REWRITE
    return next((said for verbs, said in _BY_VERB if verb in verbs), otherwise).format(work=work)
