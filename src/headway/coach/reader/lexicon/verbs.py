"""Verbs by what they say about a goal, and every written form of each.

`FORMS` maps a written form to `(lemma, form)`, form being one of base, s, ing, ed;
`CLASS` maps a lemma to its class:

- work: finishing it is in the hands of whoever does it (write, build, hire)
- win: somebody outside decides (acquire, close, secure)
- reach: arrive at a level (achieve, hit)
- up, down, better: a quantity moves (better: the side depends on the quantity)
- hold: a level is kept
- wish: an effort without a checkable end (foster, strive)
- service: handling of what comes in (respond, resolve, process)
"""

from . import words
from .work_verbs import WORK

WIN = words("""
acquire activate attain_certification attract book capture close collect_signatures convert cross-sell earn enrol
enroll gain generate land line_up lure mobilise mobilize negotiate obtain onboard_customers partner poach raise_funds
rally re-engage
reactivate recapture receive reclaim recruit_members reengage regain save secure sell sign sign_up upsell win win_back
win_over woo
""")
REACH = words("""
achieve attain beat break_even bring_to end_up end_with exceed get get_to hit make_it_to meet outperform overachieve
pass rank reach reach_out_to_reach realise realize score surpass target
""")
UP = words("""
accelerate amplify ascend augment boost broaden bump bump_up climb deepen diversify double drive drive_up
elevate enlarge escalate expand extend go_up grow heighten increase increment intensify jump lengthen lift maximise
maximize move_up multiply prolong push_up quadruple quintuple raise ramp ramp_up rise scale scale_out scale_up
skyrocket spur step_up stimulate supercharge triple turbocharge up uplift widen
""")
DOWN = words("""
abate alleviate avoid bring_down contain curb curtail cut cut_back cut_down cut_out dampen de-escalate decelerate
decline decrease deflate deflect defuse diminish drive_down drop eliminate end eradicate fall go_down halve
lessen lighten limit lose lower minimise minimize mitigate narrow offload offset pare pare_down phase_out prevent
quash reduce relieve restrict scale_back scale_down shave shorten shrink slash slow soften stem tame
taper trim trim_back wipe_out
""")
BETTER = words("""
advance better bolster buttress correct enhance enrich expedite fine-tune fine_tune fortify hone improve level_up
optimise optimize outdo polish reinforce rejuvenate revitalise revitalize revive sharpen shore_up simplify
smooth smooth_out solidify speed speed_up stabilise stabilize step_change streamline strengthen tighten toughen trend
turn_around up-level uplevel
""")
HOLD = words("""
continue_to_have hold_at keep maintain preserve remain retain safeguard stay sustain uphold
""")
WISH = words("""
act adhere adhere_to adore advocate aim align allow amaze anticipate appeal appear appreciate arrive aspire assure
back balance be become believe belong break care celebrate cement challenge champion churn combat come come_back
commit compete complain comply comply_with consider contain contemplate continue convince counter cultivate
dedicate_ourselves deem defend delight demand democratise democratize demystify depend deter differentiate disprove
disrupt dominate donate double_down ease eat embody embrace empower emulate encourage energise energize engage_with
enjoy ensure envision epitomise evolve excel excite exemplify exist expect explore_ways face fail feel fight flow focus
forget foster further get_better get_closer go go_home graduate guarantee happen harness have head hear highlight
honor honour ideate impact inculcate influence infuse innovate inspire instil instill internalise internalize
iterate_towards keep_improving know lay_foundations lean_in lean_into learn leave let leverage liberate live
live_up_to log_in look_into love make_headway make_progress make_sure matter mature motivate move_beyond move_closer
need notice nurture occur overcome own pace permeate pioneer play position prefer prioritise_people progress promise
protect prove pursue push raise_awareness rally react reaffirm recognise recognize reconsider reflect
reform reimagine reinvent reinvigorate relax rely remember resonate respect rethink satisfy see seek seem shine
show_up_as sign_in sleep spearhead spread stand stand_for stand_out stay_curious steer strive succeed surprise
take_care_of take_pride tell think think_about thrive touch treat trust understand unite unleash unlock urge value
vary view want welcome work_toward work_towards wow zero_in zero_in_on
""")
SERVICE = words("""
acknowledge address answer approve clear close_out complete_tickets fulfil fulfill handle_tickets inspect_on_time
pay process recover resolve respond respond_to restore settle ship_on_time solve turn_around_requests
""")

IRREGULAR = {
    "be": ("is", "being", "been"), "become": ("becomes", "becoming", "became"),
    "begin": ("begins", "beginning", "began"), "bring_down": ("brings down", "bringing down", "brought down"),
    "build": ("builds", "building", "built"), "cut": ("cuts", "cutting", "cut"), "do": ("does", "doing", "done"),
    "draw": ("draws", "drawing", "drawn"), "drive": ("drives", "driving", "driven"),
    "fall": ("falls", "falling", "fell"), "feel": ("feels", "feeling", "felt"), "find": ("finds", "finding", "found"),
    "get": ("gets", "getting", "got"), "give": ("gives", "giving", "given"), "grow": ("grows", "growing", "grew"),
    "have": ("has", "having", "had"), "hit": ("hits", "hitting", "hit"), "hold": ("holds", "holding", "held"),
    "keep": ("keeps", "keeping", "kept"), "know": ("knows", "knowing", "known"), "lead": ("leads", "leading", "led"),
    "let": ("lets", "letting", "let"), "make": ("makes", "making", "made"), "meet": ("meets", "meeting", "met"),
    "put": ("puts", "putting", "put"), "read": ("reads", "reading", "read"), "rise": ("rises", "rising", "rose"),
    "run": ("runs", "running", "ran"), "see": ("sees", "seeing", "seen"), "sell": ("sells", "selling", "sold"),
    "send": ("sends", "sending", "sent"), "set": ("sets", "setting", "set"),
    "shrink": ("shrinks", "shrinking", "shrank"), "show": ("shows", "showing", "shown"),
    "speak": ("speaks", "speaking", "spoke"), "split": ("splits", "splitting", "split"),
    "speed": ("speeds", "speeding", "sped"), "take": ("takes", "taking", "took"),
    "teach": ("teaches", "teaching", "taught"), "think": ("thinks", "thinking", "thinked"),
    "understand": ("understands", "understanding", "understood"), "win": ("wins", "winning", "won"),
    "write": ("writes", "writing", "written"), "rewrite": ("rewrites", "rewriting", "rewritten"),
    "rebuild": ("rebuilds", "rebuilding", "rebuilt"), "slow": ("slows", "slowing", "slowed"),
    "set_up": ("sets up", "setting up", "set up"), "stand_up": ("stands up", "standing up", "stood up"),
    "spin_up": ("spins up", "spinning up", "spun up"), "write_up": ("writes up", "writing up", "written up"),
    "write_down": ("writes down", "writing down", "written down"), "go_out": ("goes out", "going out", "went out"),
    "go_live": ("goes live", "going live", "went live"),
    "put_in_place": ("puts in place", "putting in place", "put in place"),
    "label": ("labels", "labeling", "labelled"), "beat": ("beats", "beating", "beat"),
    "try": ("tries", "trying", "tried"), "shut_down": ("shuts down", "shutting down", "shut down"),
    "meet_with": ("meets with", "meeting with", "met with"), "redo": ("redoes", "redoing", "redone"),
    "bring": ("brings", "bringing", "brought"), "buy": ("buys", "buying", "bought"),
    "choose": ("chooses", "choosing", "chosen"), "freeze": ("freezes", "freezing", "frozen"),
    "tell": ("tells", "telling", "told"), "withdraw": ("withdraws", "withdrawing", "withdrawn"),
    "undo": ("undoes", "undoing", "undone"), "spread": ("spreads", "spreading", "spread"),
    "sweep": ("sweeps", "sweeping", "swept"), "stand": ("stands", "standing", "stood"),
    "go": ("goes", "going", "gone"), "come": ("comes", "coming", "come"),
    "deal_with": ("deals with", "dealing with", "dealt with"),
    "come_up_with": ("comes up with", "coming up with", "came up with"), "lay": ("lays", "laying", "laid"),
    "bring_in": ("brings in", "bringing in", "brought in"),
    "bring_back": ("brings back", "bringing back", "brought back"),
    "overcome": ("overcomes", "overcoming", "overcame"), "repay": ("repays", "repaying", "repaid"),
    "oversee": ("oversees", "overseeing", "overseen"), "take_over": ("takes over", "taking over", "taken over"),
    "take_down": ("takes down", "taking down", "taken down"), "rerun": ("reruns", "rerunning", "rerun"),
    "recast": ("recasts", "recasting", "recast"), "bid": ("bids", "bidding", "bid"),
    "cast": ("casts", "casting", "cast"), "tie": ("ties", "tying", "tied"),
    "wind_down": ("winds down", "winding down", "wound down"), "fight": ("fights", "fighting", "fought"),
    "seek": ("seeks", "seeking", "sought"), "spend": ("spends", "spending", "spent"),
    "forecast": ("forecasts", "forecasting", "forecast"), "broadcast": ("broadcasts", "broadcasting", "broadcast"),
    "withstand": ("withstands", "withstanding", "withstood"), "lose": ("loses", "losing", "lost"),
    "earn": ("earns", "earning", "earned"), "invest": ("invests", "investing", "invested"),
    "reset": ("resets", "resetting", "reset"), "retain": ("retains", "retaining", "retained"),
    "overdo": ("overdoes", "overdoing", "overdone"),
}  # fmt: skip
EXTRA_FORMS = {
    "↑": ("increase", "base"), "↓": ("decrease", "base"),
    "paid": ("pay", "ed"), "spent": ("spend", "ed"), "lost": ("lose", "ed"), "wrote": ("write", "ed"),
    "are": ("be", "s"), "was": ("be", "ed"), "were": ("be", "ed"), "am": ("be", "s"), "gotten": ("get", "ed"),
    "grown": ("grow", "ed"), "fallen": ("fall", "ed"), "did": ("do", "ed"), "shrunk": ("shrink", "ed"),
    "risen": ("rise", "ed"), "taken": ("take", "ed"), "spoken": ("speak", "ed"), "begun": ("begin", "ed"),
    "showed": ("show", "ed"), "gave": ("give", "ed"), "saw": ("see", "ed"), "driven": ("drive", "ed"),
    "drove": ("drive", "ed"), "knew": ("know", "ed"), "modelled": ("model", "ed"), "labeled": ("label", "ed"),
    "travelled": ("travel", "ed"), "halving": ("halve", "ing"),
}  # fmt: skip

_DOUBLING = words("""
begin blog bid bar ban chat commit cut debug dig drop embed equip fit flag get grab hit jog log map mob nag permit
pin plan plot prep program prop put recap refer refit rerun rub run scan scrap scrub set ship skim slim snap spin
spot stem step stop strip submit swap tag tap transfer trim unplug unwrap vet wrap zip
    """)
_CLASSES = {
    "work": WORK, "win": WIN, "reach": REACH, "up": UP, "down": DOWN, "better": BETTER, "hold": HOLD, "wish": WISH,
    "service": SERVICE,
}  # fmt: skip
_VOWELS = frozenset("aeiou")


def _spelled(verb: str) -> tuple[str, str, str]:
    """The -s, -ing and -ed forms of `verb`; a particle stays behind the forms of the verb alone ("goes up")."""
    known = IRREGULAR.get(verb.replace(" ", "_"))
    if known:
        return known
    head, _, tail = verb.partition(" ")
    third, gerund, past = IRREGULAR.get(head) or _regular(head)
    return (f"{third} {tail}", f"{gerund} {tail}", f"{past} {tail}") if tail else (third, gerund, past)


def _regular(verb: str) -> tuple[str, str, str]:
    """The regular -s, -ing and -ed forms of a single word."""
    if verb.endswith("e"):
        return verb + "s", verb[:-1] + "ing", verb + "d"
    if verb.endswith("y") and len(verb) > 2 and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"
    if verb in _DOUBLING:
        return verb + "s", verb + verb[-1] + "ing", verb + verb[-1] + "ed"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es", verb + "ing", verb + "ed"
    return verb + "s", verb + "ing", verb + "ed"


def _all_forms() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    forms: dict[str, tuple[str, str]] = {}
    classes: dict[str, str] = {}
    for name, verbs in _CLASSES.items():
        for verb in sorted(verbs):
            classes.setdefault(verb, name)
            for form, tag in zip((verb, *_spelled(verb)), ("base", "s", "ing", "ed"), strict=True):
                forms.setdefault(form, (verb, tag))
    for form, meaning in EXTRA_FORMS.items():
        forms.setdefault(form, meaning)
    return forms, classes


FORMS, CLASS = _all_forms()
TWO_WORD_STARTS = frozenset(form.split()[0] for form in FORMS if " " in form)
"""First words of the phrasal verbs, so that most words need one look-up only."""

NOUNISH = words("""
access act address advance age aim alert answer appeal approach architect archive ask assist attempt audit author
average back balance ban batch beat benchmark better bid bill blend block blog book boost brand brew brief broadcast
budget build bump bundle buy cache call campaign canvass caption capture care cascade cast catalog catalogue cement
chair challenge champion change charge chart chase check churn claim clean clear climb close club coach code comment
complete conduct contact contract control cook copy correct cost counsel count counter cover craft cut cycle deal
debate debrief decrease delay demand demo deposit design detail direct dispatch display divide document double
download draft drill drive drop dry-run duplicate edit elect email engineer exchange exit experience experiment export
extract face fall feature feed fence field fight file film filter fit fix flag flow focus forecast forge form format
forward freeze fund further gain gate grade grant graph ground group growth guarantee guide head help hire hit hold
honor honour host house impact import increase increment index influence insert install interface intern interview
inventory invoice issue judge jump keynote label launch lead lease leave letter level leverage license lift like limit
link lint list live load lobby lock log look love lure machine mail manual map mark market match matter mean measure
mentor merchandise merge message meter milestone mine mint minute mix mock model monitor mould mount move name narrow
need network nudge number object offer offset open order overhaul overlay pace pack package pair panel partner patch
patent pause pay perfect permit phase phone pilot pin pitch pivot place plan plant plot plug podcast point poll port
post poster power practice present press pride prime print process profile program programme progress project promise
prototype pull pulse-check purchase purge push quarantine query question queue quote rally ramp rank rate read rebrand
recap record recruit redesign redraft reference refit reform refresh refund register relaunch relay release remodel
rent repair repeat replay reply report repost request rescue research reserve resource respect restart restock resume
return reuse revamp reverse review reward rework rewrite rise risk roadmap rock roll rollback rollout rotate route
rule run sales sample sanction sandbox save scaffold scale scan schedule scope score scout screen script scrub seal
search secure seed segment service set setup shadow shape shard share shield shift ship shoot shortlist show showcase
sign sketch slash slice slow smooth snapshot source speed spend spike split sponsor spot spread spur stack staff stage
stamp stand start state station stay stem step stock stocktake stop store stream stress stretch strip structure study
style sunset supply support surface survey swap sweep switch sync table tackle tag talk tap target task tax team
tender test thank tidy tie time timestamp toggle tool touch tour trace track trade train transfer travel treat trend
trial trigger trim trip triple trust try tune turn tutor tweet twin type update upgrade uplift upload upsell use value
view visit volunteer vote wait walk warn watch water web webcast welcome win wipe wire wireframe word work workshop
wrap yield zone
""")
"""Base forms that are nouns as often: whether they are verbs depends on what follows."""

APPROACHING = words("""
analyse analyze approach ask assess assign audit call canvass categorise categorize check choose classify coach
consult contact define describe document email evaluate examine hire identify inform interview invite label list map
meet meet_with mentor message migrate notify observe order phone pitch poll prioritise prioritize qualify query
reach_out reach_out_to research review screen select segment send shortlist source study survey tag talk_to target
test train triage
validate vet visit write
""")
"""What one does to people without their having to agree: counting it counts work."""
