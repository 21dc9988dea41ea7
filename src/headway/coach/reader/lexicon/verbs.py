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
get_rid_of pay_off pay_down rework validate undertake plant fill renovate repair pave vaccinate screen house feed furnish scan shoot edit moderate lobby campaign
petition canvass tender procure ratify allocate reallocate forecast invoice bill backfill offboard rotate shadow coach
counsel tutor induct sunset dogfood bootstrap scaffold wire hook_up plug backport deprecate dockerize parallelize cache
index shard partition profile fuzz lint format annotate caption subtitle transcribe hand_out export sync print_out mail
email message call phone text contact nominate elect form_up recruit interview_for appoint onboard pilot
reposition rename relabel retag restock refurbish retrofit rewire reformat replatform resurface rezone
automate_all stress-test load-test test_out security-test pen-test spike wireframe storyboard user-test a/b_test
sketch illustrate animate film stream podcast livestream advertise poster brand co-design co-create co-host trial_run
enact legislate lodge litigate register trademark patent incorporate audit reclassify recalibrate commission inspect
survey_users poll solicit crowdsource gather_feedback collect debrief retrospect evangelise evangelize network pre-sell
upsize downsize dismantle demolish excavate weld assemble machine mould sew cook brew harvest fence irrigate
rollback cut_a_release code_review pair dedupe deduplicate normalise normalize cleanse anonymise anonymize
accomplish add adjust administer adopt advertise analyse analyze announce apply appoint architect archive
arrange articulate assemble assess assign attend attribute audit author automate backfill begin benchmark
blog brainstorm brief broadcast budget build bundle calculate calibrate capture carry_out catalog catalogue
categorise categorize centralise centralize clarify clean clean_up co-author code codify collaborate collate
collect commence commission communicate compare compile complete compose conduct configure connect
consolidate construct consult contact containerise containerize contribute coordinate craft create curate
customise customize cut_over debug decide declare decommission dedicate define delegate deliver
demo demonstrate deploy deprecate derive describe design detail determine develop devise devote diagnose
digitise digitize disable discover discuss disseminate distribute divide do document donate draft draw
draw_up educate embed enable encrypt enforce engage enlist equip establish estimate evaluate examine
execute experiment explain explore expose extract facilitate file film finalise finalize find finish fit fix
flesh_out formalise formalize formulate form gather give go_live hand_over handle harden help hire hold host
identify illustrate implement import incorporate inform initiate inspect install institute instrument
integrate interview introduce invent inventory invest investigate invite issue iterate iterate_on
join kick_off label launch lay_out lead learn license link list load localise localize locate log make manage map map_out mark market
measure meet_with mentor merge migrate model modernise modernize modify monitor move negotiate nominate
observe offer onboard open operate operationalise operationalize orchestrate order organise organize outline
outsource overhaul pack package participate partner patch perform perfect permit persuade pick
pilot pitch place plan populate port post prepare present print prioritise prioritize produce program
promote propose prototype provide provision prune publish pull_together purchase push put put_in_place
put_together query rank read rebrand rebuild recommend reconcile record recruit redesign redevelop redo refactor
refine refresh register_for rehearse relaunch release relocate remediate remodel remove renew reorganise reorganize
replace reply report research restructure retire retrain review revise revisit revamp rewrite roll_out rollout run
schedule scope script select send separate set set_up setup share ship show shut_down simulate
socialise socialize source speak specify spin_up split sponsor staff stand_up standardise standardize start
stock store streamline structure study submit subscribe summarise summarize supply support survey switch
synthesise synthesize systematise systematize tackle tag take take_on teach template test tour track trace
train transfer transform transition translate triage troubleshoot try try_out tune tweet unify update upgrade
upload upskill use utilise utilize validate verify vet visit visualise visualize volunteer walk_through
work work_on work_with wrap_up write write_up write_down
""")
WIN = words("""
acquire attract book capture close convert earn gain generate land obtain onboard_customers reactivate
receive recruit_members sell secure sign sign_up win win_back upsell cross-sell save  activate raise_funds collect_signatures
""")
REACH = words("""
achieve attain exceed pass reach_out_to_reach get get_to hit make_it_to meet outperform overachieve reach realise realize
score surpass target bring_to beat
""")
UP = words("""
accelerate amplify ascend augment boost broaden bump_up climb deepen diversify double drive drive_up elevate
enlarge escalate expand extend go_up grow increase jump lift maximise maximize multiply quadruple raise ramp
ramp_up rise scale scale_up skyrocket step_up triple up uplift widen move_up
""")
DOWN = words("""
abate alleviate avoid bring_down contain curb curtail cut cut_down decline decrease decelerate deflect diminish
drive_down drop eliminate eradicate fall go_down halve lessen limit lower minimise minimize mitigate
phase_out prevent reduce restrict shave shorten shrink slash slow taper trim
""")
BETTER = words("""
advance better correct enhance enrich fortify improve optimise optimize outdo polish reinforce
simplify solidify speed speed_up stabilise stabilize strengthen sharpen turn_around
""")
HOLD = words("""
hold_at keep maintain preserve remain retain safeguard stay sustain uphold continue_to_have
""")
WISH = words("""
delight amaze wow surprise unite honour honor stand_for raise_awareness cement instill show_up_as stay_curious
commit dedicate_ourselves demystify dominate disrupt envision energise energize engage_with enjoy excite
advocate aim align allow appreciate aspire balance be become believe care celebrate champion consider
contemplate continue cultivate democratise democratize embody embrace empower encourage ensure evolve excel
explore_ways feel focus foster have highlight innovate inspire instil keep_improving know let leverage live
look_into love make_headway make_progress make_sure mature motivate nurture own play position prioritise_people progress protect
publicise publicize pursue recognise recognize rethink respect see deem seek strive succeed think thrive treat
understand unleash unlock value want ease
""")
SERVICE = words("""
acknowledge address answer approve clear close_out complete_tickets fulfil fulfill process resolve respond
respond_to solve handle_tickets ship_on_time turn_around_requests settle restore inspect_on_time recover
""")

IRREGULAR = {
    "be": ("is", "being", "been"), "become": ("becomes", "becoming", "became"), "begin": ("begins", "beginning", "began"),
    "bring_down": ("brings down", "bringing down", "brought down"), "build": ("builds", "building", "built"),
    "cut": ("cuts", "cutting", "cut"), "do": ("does", "doing", "done"), "draw": ("draws", "drawing", "drawn"),
    "drive": ("drives", "driving", "driven"), "fall": ("falls", "falling", "fell"), "feel": ("feels", "feeling", "felt"),
    "find": ("finds", "finding", "found"), "get": ("gets", "getting", "got"), "give": ("gives", "giving", "given"),
    "grow": ("grows", "growing", "grew"), "have": ("has", "having", "had"), "hit": ("hits", "hitting", "hit"),
    "hold": ("holds", "holding", "held"), "keep": ("keeps", "keeping", "kept"), "know": ("knows", "knowing", "known"),
    "lead": ("leads", "leading", "led"), "let": ("lets", "letting", "let"), "make": ("makes", "making", "made"),
    "meet": ("meets", "meeting", "met"), "put": ("puts", "putting", "put"), "read": ("reads", "reading", "read"),
    "rise": ("rises", "rising", "rose"), "run": ("runs", "running", "ran"), "see": ("sees", "seeing", "seen"),
    "sell": ("sells", "selling", "sold"), "send": ("sends", "sending", "sent"), "set": ("sets", "setting", "set"),
    "shrink": ("shrinks", "shrinking", "shrank"), "show": ("shows", "showing", "shown"), "speak": ("speaks", "speaking", "spoke"),
    "split": ("splits", "splitting", "split"), "speed": ("speeds", "speeding", "sped"), "take": ("takes", "taking", "took"),
    "teach": ("teaches", "teaching", "taught"), "think": ("thinks", "thinking", "thinked"),
    "understand": ("understands", "understanding", "understood"), "win": ("wins", "winning", "won"),
    "write": ("writes", "writing", "written"), "rewrite": ("rewrites", "rewriting", "rewritten"),
    "rebuild": ("rebuilds", "rebuilding", "rebuilt"), "slow": ("slows", "slowing", "slowed"),
    "set_up": ("sets up", "setting up", "set up"), "stand_up": ("stands up", "standing up", "stood up"),
    "spin_up": ("spins up", "spinning up", "spun up"), "write_up": ("writes up", "writing up", "written up"),
    "write_down": ("writes down", "writing down", "written down"), "go_live": ("goes live", "going live", "went live"),
    "put_in_place": ("puts in place", "putting in place", "put in place"), "label": ("labels", "labeling", "labelled"),
    "beat": ("beats", "beating", "beat"), "try": ("tries", "trying", "tried"), "shut_down": ("shuts down", "shutting down", "shut down"),
    "meet_with": ("meets with", "meeting with", "met with"), "redo": ("redoes", "redoing", "redone"),
    "invest": ("invests", "investing", "invested"), "reset": ("resets", "resetting", "reset"),
    "retain": ("retains", "retaining", "retained"), "overdo": ("overdoes", "overdoing", "overdone"),
}  # fmt: skip
EXTRA_FORMS = {
    "wrote": ("write", "ed"), "are": ("be", "s"), "was": ("be", "ed"), "were": ("be", "ed"), "am": ("be", "s"),
    "gotten": ("get", "ed"), "grown": ("grow", "ed"), "fallen": ("fall", "ed"), "did": ("do", "ed"),
    "shrunk": ("shrink", "ed"), "risen": ("rise", "ed"), "taken": ("take", "ed"), "spoken": ("speak", "ed"),
    "begun": ("begin", "ed"), "showed": ("show", "ed"), "gave": ("give", "ed"), "saw": ("see", "ed"),
    "driven": ("drive", "ed"), "drove": ("drive", "ed"), "knew": ("know", "ed"), "modelled": ("model", "ed"),
    "labeled": ("label", "ed"), "travelled": ("travel", "ed"), "halving": ("halve", "ing"),
}  # fmt: skip

_DOUBLING = words("""begin drop cut run set ship plan stop trim submit commit tag log map pin scrap program prep blog
get hit put slim step spin embed scan fit   wrap vet debug permit  transfer refer """)
_CLASSES = {
    "work": WORK, "win": WIN, "reach": REACH, "up": UP, "down": DOWN, "better": BETTER, "hold": HOLD,
    "wish": WISH, "service": SERVICE,
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
test release report process search review cost change support close lead load build access sign sales track plan
design document hire contact contract issue query order claim call return project budget market store use work set
share label place stock supply map model switch demo draft host map benchmark score value target focus post
balance process pilot patch rework offer prototype lead list link log contribute program research interview experiment document deposit file
answer approach request drop rise fall increase decrease growth gain speed win lift limit name train team clean
open complete clear live secure slow better double triple perfect correct sponsor partner volunteer visit study
register register record average mean time
""")
"""Base forms that are nouns as often: whether they are verbs depends on what follows."""
