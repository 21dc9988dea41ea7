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

WORK = words("""
a/b_test accept accomplish add adjust administer adopt advertise agree allocate analyse analyze animate annotate
announce anonymise anonymize apply appoint architect archive arrange articulate assemble assess assign attend
attribute audit author automate automate_all backfill backport begin benchmark bill blog bootstrap brainstorm brand
brew brief broadcast budget build bundle cache calculate calibrate call campaign canvass caption capture carry_out
catalog catalogue categorise categorize centralise centralize clarify clean clean_up cleanse co-author co-create
co-design co-host coach code code_review codify collaborate collate collect commence commission communicate compare
compile complete compose conduct configure connect consolidate construct consult contact containerise containerize
contribute cook cooperate coordinate counsel count cover craft create crowdsource curate customise customize
cut_a_release cut_over debrief debug decide declare decommission dedicate dedupe deduplicate define delegate deliver
demo demolish demonstrate deploy deprecate derive describe design detail determine develop devise devote diagnose
digitise digitize disable discover discuss dismantle disseminate distribute divide do dockerize document dogfood
donate downsize draft draw draw_up edit educate elect email embed enable enact encrypt enforce engage enlist equip
establish estimate evaluate evangelise evangelize examine excavate execute experiment explain explore export expose
extract facilitate feed fence figure_out file fill film finalise finalize find find_out finish fit fix flesh_out
forecast form form_up formalise formalize format formulate furnish fuzz gather gather_feedback get_rid_of give
go_live hand_out hand_over handle harden harvest help hire hold hook_up host house identify illustrate implement
import incentivise incentivize incorporate index induct inform initiate inspect install institute instrument
integrate interview interview_for introduce invent inventory invest investigate invite invoice irrigate issue
iterate iterate_on join kick_off label launch lay_out lead legislate liaise license link lint list litigate
livestream load load-test lobby localise localize locate lodge log machine mail make manage map map_out mark market
measure meet_with mentor merge message migrate model moderate modernise modernize modify monitor mould move
negotiate network nominate normalise normalize observe offboard offer onboard open operate operationalise
operationalize orchestrate order organise organize outline outsource overhaul pack package pair parallelize
participate partition partner patch patent pave pay_down pay_off pen-test perfect perform permit persuade petition
phone pick pilot pitch place plan plant plug podcast poll populate port post poster pre-sell prepare present print
print_out prioritise prioritize procure produce profile program promote propose prototype provide provision prune
publish pull_together purchase push put put_in_place put_together query ratify read reallocate rebrand rebuild
recalibrate reclassify recommend reconcile record recruit redesign redevelop redo refactor refine reformat refresh
refurbish register register_for rehearse relabel relaunch release relocate remediate remodel remove rename renew
renovate reorganise reorganize repair replace replatform reply report reposition research restock restructure
resurface retag retire retrain retrofit retrospect revamp review revise revisit reward rewire rework rewrite rezone
rock roll_out rollback rollout rotate run scaffold scan schedule scope screen script security-test select send
separate set set_up setup sew shadow shard share ship shoot show shut_down simulate sketch socialise socialize
solicit source speak specify spend spike spin_up split sponsor staff stand_up standardise standardize start stock
store storyboard stream streamline stress-test structure study submit subscribe subtitle summarise summarize sunset
supply support survey survey_users switch sync synthesise synthesize systematise systematize tackle tag take take_on
teach template tender test test_out text thank tour trace track trademark train transcribe transfer transform
transition translate triage trial_run troubleshoot try try_out tune tutor tweet undertake unify update upgrade
upload upsize upskill use user-test utilise utilize vaccinate validate verify vet visit visualise visualize
volunteer walk_through welcome weld wire wireframe work work_on work_out work_with wrap_up write write_down write_up
""")
WIN = words("""
acquire activate attract book capture close collect_signatures convert cross-sell earn enrol enroll gain generate
land mobilise mobilize obtain onboard_customers raise_funds reactivate receive recruit_members save secure sell sign
sign_up upsell win win_back
""")
REACH = words("""
achieve attain beat break_even bring_to exceed get get_to hit make_it_to meet outperform overachieve pass rank reach
reach_out_to_reach realise realize score surpass target
""")
UP = words("""
accelerate amplify ascend augment boost broaden bump_up climb deepen diversify double drive drive_up elevate enlarge
escalate expand extend go_up grow increase jump lift maximise maximize move_up multiply quadruple raise ramp ramp_up
rise scale scale_up skyrocket step_up triple up uplift widen
""")
DOWN = words("""
abate alleviate avoid bring_down contain curb curtail cut cut_down decelerate decline decrease deflect diminish
drive_down drop eliminate eradicate fall go_down halve lessen limit lose lower minimise minimize mitigate phase_out
prevent reduce restrict shave shorten shrink slash slow taper trim
""")
BETTER = words("""
advance better correct enhance enrich fortify improve optimise optimize outdo polish reinforce sharpen simplify
solidify speed speed_up stabilise stabilize strengthen turn_around
""")
HOLD = words("""
continue_to_have hold_at keep maintain preserve remain retain safeguard stay sustain uphold
""")
WISH = words("""
adore advocate aim align allow amaze appreciate aspire balance be become believe care celebrate cement champion
commit consider contemplate continue cultivate dedicate_ourselves deem delight democratise democratize demystify
disrupt dominate ease embody embrace empower encourage energise energize engage_with enjoy ensure envision evolve
excel excite explore_ways feel focus foster have highlight honor honour innovate inspire instil instill
keep_improving know learn let leverage live look_into love make_headway make_progress make_sure mature motivate
nurture own play position prioritise_people progress protect publicise publicize pursue raise_awareness recognise
recognize rely respect rethink see seek show_up_as stand_for stay_curious strive succeed surprise think thrive treat
trust understand unite unleash unlock value want wow
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
    "write_down": ("writes down", "writing down", "written down"),
    "go_live": ("goes live", "going live", "went live"),
    "put_in_place": ("puts in place", "putting in place", "put in place"),
    "label": ("labels", "labeling", "labelled"), "beat": ("beats", "beating", "beat"),
    "try": ("tries", "trying", "tried"), "shut_down": ("shuts down", "shutting down", "shut down"),
    "meet_with": ("meets with", "meeting with", "met with"), "redo": ("redoes", "redoing", "redone"),
    "invest": ("invests", "investing", "invested"), "reset": ("resets", "resetting", "reset"),
    "retain": ("retains", "retaining", "retained"), "overdo": ("overdoes", "overdoing", "overdone"),
}  # fmt: skip
EXTRA_FORMS = {
    "paid": ("pay", "ed"), "spent": ("spend", "ed"), "lost": ("lose", "ed"), "wrote": ("write", "ed"),
    "are": ("be", "s"), "was": ("be", "ed"), "were": ("be", "ed"), "am": ("be", "s"), "gotten": ("get", "ed"),
    "grown": ("grow", "ed"), "fallen": ("fall", "ed"), "did": ("do", "ed"), "shrunk": ("shrink", "ed"),
    "risen": ("rise", "ed"), "taken": ("take", "ed"), "spoken": ("speak", "ed"), "begun": ("begin", "ed"),
    "showed": ("show", "ed"), "gave": ("give", "ed"), "saw": ("see", "ed"), "driven": ("drive", "ed"),
    "drove": ("drive", "ed"), "knew": ("know", "ed"), "modelled": ("model", "ed"), "labeled": ("label", "ed"),
    "travelled": ("travel", "ed"), "halving": ("halve", "ing"),
}  # fmt: skip

_DOUBLING = words("""
begin blog commit cut debug drop embed fit get hit log map permit pin plan prep program put refer run scan scrap set
ship slim spin step stop submit tag transfer trim vet wrap
""")
_CLASSES = {
    "work": WORK, "win": WIN, "reach": REACH, "up": UP, "down": DOWN, "better": BETTER, "hold": HOLD, "wish": WISH,
    "service": SERVICE,
}  # fmt: skip
_VOWELS = frozenset("aeiou")


def _regular(verb: str) -> tuple[str, str, str]:
    """The regular -s, -ing and -ed forms of the first word of `verb`, its particle kept."""
    head, _, tail = verb.partition(" ")
    tail = f" {tail}" if tail else ""
    if head.endswith("e"):
        forms = (head + "s", head[:-1] + "ing", head + "d")
    elif head.endswith("y") and len(head) > 2 and head[-2] not in _VOWELS:
        forms = (head[:-1] + "ies", head + "ing", head[:-1] + "ied")
    elif head in _DOUBLING:
        forms = (head + "s", head + head[-1] + "ing", head + head[-1] + "ed")
    elif head.endswith(("s", "sh", "ch", "x", "z")):
        forms = (head + "es", head + "ing", head + "ed")
    else:
        forms = (head + "s", head + "ing", head + "ed")
    return tuple(form + tail for form in forms)  # type: ignore[return-value]


def _all_forms() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    forms: dict[str, tuple[str, str]] = {}
    classes: dict[str, str] = {}
    for name, verbs in _CLASSES.items():
        for verb in sorted(verbs):
            classes.setdefault(verb, name)
            spelled = IRREGULAR.get(verb.replace(" ", "_")) or _regular(verb)
            for form, tag in zip((verb, *spelled), ("base", "s", "ing", "ed"), strict=True):
                forms.setdefault(form, (verb, tag))
    for form, meaning in EXTRA_FORMS.items():
        forms.setdefault(form, meaning)
    return forms, classes


FORMS, CLASS = _all_forms()
TWO_WORD_STARTS = frozenset(form.split()[0] for form in FORMS if " " in form)
"""First words of the phrasal verbs, so that most words need one look-up only."""

NOUNISH = words("""
access answer approach audit average balance benchmark better budget build call change claim clean clear close
complete contact contract correct cost count cover decrease demo deposit design document double draft drop
experiment fall file film focus forecast gain growth hire host increase index interview inventory invoice issue
label lead lift limit link list live load log map market mean model name offer open order partner patch pay perfect
pilot place plan post process profile program project prototype query record register release report request
research return review rework rise sales score search secure set share sign sketch slow speed spend sponsor staff
stock store stream study supply support switch target team test time track train triple use value visit volunteer
win work
""")
"""Base forms that are nouns as often: whether they are verbs depends on what follows."""
