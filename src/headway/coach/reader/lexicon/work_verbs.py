"""Verbs of making and doing: finishing them is in the hands of whoever does it."""

from . import words

WORK = words("""
a/b_test abolish abstract accept accommodate accompany accomplish adapt add adjudicate adjust administer adopt
advertise aggregate agree alert allocate allot alter amend analyse analyze animate annotate announce anonymise
anonymize apply appoint appraise apprise approach architect archive arrange articulate ask assemble assess assign
assist attach attempt attend attribute audit authenticate author authorise authorize automate automate_all back_up
backfill backport backtest ban batch begin benchmark beta_test bid bill bind blacklist block blog bootstrap brainstorm
brand brew brief bring bring_back bring_in bring_on bring_together broadcast budget build bulk-load bundle burn_down
buy bypass cache calculate calibrate call campaign cancel canvass caption capture carry_out carve_out cascade cast
catalog catalogue catch_up catch_up_on categorise categorize cater cease centralise centralize certify chair change
change_over charge chart chase check check_in choose circulate cite clarify classify clean clean_up cleanse co-author
co-chair co-create co-design co-develop co-host co-locate co-present co-write coach coalesce code code_review codesign
codify collaborate collate collect combine come_up_with commence commercialise commercialize commission communicate
compare compartmentalise compile complete compose conceive conceptualise conceptualize condense conduct configure
confirm connect consolidate construct consult contact containerise containerize contract contribute convene convey
cook cooperate coordinate copy counsel count cover craft create cross-post cross-reference cross-train crowdsource
curate customise customize cut_a_release cut_off cut_over cut_the_release de-duplicate deal_with debate debrief debug
decarbonise decentralise decentralize decide declare decommission deconstruct decouple dedicate dedupe deduplicate
defer define delay delegate delete delimit delineate deliver demarcate demo demo_to demolish demonstrate depict deploy
deprecate derisk derive describe design detach detail detect determine develop devise devolve devote diagnose dial_in
dig digitise digitize direct disable disaggregate disburse discontinue discover discuss dismantle dispatch display
dispose dispose_of disseminate dissolve distribute divide do dockerize document dogfood donate download downsize draft
draw draw_down draw_up drill dry-run duplicate edit educate elaborate elect elicit email embark embark_on embed employ
enable enact encapsulate encode encrypt enforce engage engineer enlist enter enumerate equip erect establish estimate
evacuate evaluate evangelise evangelize examine excavate exchange exclude execute exempt exit experiment explain
explore export expose extinguish extract extrapolate fabricate facilitate fact-check familiarise familiarize
fast-track feed fence field figure_out file file_for fill fill_in fill_out film filter finalise finalize find find_out
fingerprint finish fit fix flag flesh_out follow_up follow_up_on forecast forge form form_up formalise formalize
format formulate forward freeze fund fundraise furnish fuzz gate gather gather_feedback geocode get_rid_of give
go_live go_out govern grade grandfather grant graph greenlight ground group guide hand_off hand_out hand_over
handcraft handle hard-launch hardcode harden harmonise harmonize harvest help hire hold hook_up host house identify
illustrate implement import incentivise include incentivize incorporate incubate index induct inform ingest initiate
inject inquire insert insource inspect install institute instruct instrument insulate insure integrate integrate_with
interconnect interlink intern internationalise internationalize interpret interview interview_for introduce invent
inventory invest investigate invite invoice iron_out irrigate isolate issue itemise itemize iterate iterate_on join
judge jump-start jumpstart keynote kick_off label launch lay lay_out lay_the_groundwork lead lease legalise legislate
liaise license link lint list litigate livestream load load-test lobby localise localize locate lock lock_down lodge
log look_at look_for look_into machine mail make manage manufacture map map_out mark market mass-produce match measure
meet_with memorialise memorialize mentor merchandise merge merge_in message meter micro-target migrate mine mint
minute mock mock_up model moderate modernise modernize modify modularise modularize monetise monetize monitor mothball
mould mount move multi-home name network nominate normalise normalize notify nudge number observe offboard
offer onboard open open-source open_source open_up operate operationalise operationalize opt_in orchestrate order
organise organize out-source outfit outline outsource overhaul overlay oversee pack package pair panel parallelize
parameterise parametrise parse participate partition patch patch_up patent pause pave pay_down pay_off
peer-review pen-test perfect perform permit personalise personalize persuade petition phase phase_in phone photograph
pick pick_up pilot pin pinpoint pitch pivot place plan plan_for plant plot plough plug podcast point_out poll populate
port post post_mortem poster practice practise pre-announce pre-record pre-register pre-sell pre-test predict preload
prepare prescribe present present_at pretest prime print print_out prioritise prioritize proctor procure produce
productionise productionize productise productize profile program programme promote proofread propagate propose
prototype provide provision prune publicise publicize publish pull pull_in pull_together pulse-check pulse_check
purchase purge push push_out push_through put put_in_place put_together qualify quantify quarantine query question
queue rack_and_stack rate ratify rationalise rationalize re-architect re-engineer re-evaluate re-launch re-platform
re-record re-run re-tender re-write reach_out reach_out_to read reallocate reapply rearchitect reassess reassign
rebadge rebase rebid rebrand rebuild recalibrate recap recast reclassify recode recommend recommission recompile
reconcile recondition reconfigure reconnect reconstruct record recreate recruit rectify recycle redact redeem redefine
redeploy redesign redevelop redirect redistribute redo redraft reengineer reevaluate refactor refer reference refine
refit reformat reformulate reframe refresh refund refurbish register register_for regroup regulate rehabilitate
rehearse rehouse reimburse reinstate reinvest reissue relabel relaunch relay release relocate remap remediate remedy
remind remodel remove rename renegotiate renew renovate reorganise reorganize repair repay repeal repeat rephrase
replace replatform replenish replicate reply report reposition repost reprint reprocess reproduce repurpose requalify
request require rerun rescope rescue research reseed resell reserve resettle reshape reskill resource restart restate
restock restructure resubmit resume resurface retag retender retest retire retool retrain retrieve retrofit retrospect
return reupload reuse revamp reverse review revise revisit revoke reward rewire rework rewrite rezone right-size
rightsize ring-fence road-test roadmap rock roll roll_back roll_forward roll_out rollback rollout root_out rotate
route run run_down sample sanction sandbox scaffold scan schedule scope scout scrape screen script scrub seal search
security-test seed segment segregate select self-assess self-certify self-host semi-automate send separate serve
service set set_aside set_out set_up setup sew shadow shape shard share shield shift_left ship ship_out shoot
shoot_for shortlist show showcase shut_down sidestep sift sign_off sign_off_on simulate situate sketch slice
smoke-test snapshot socialise socialize soft-delete soft-launch soft_launch solicit source speak speak_at specify
spend spike spin_out spin_up split sponsor spot squash stack staff stage stamp stand_down stand_up standardise
standardize start station stock stocktake stop store storyboard stream stress-test strip structure study
style sub-let subcontract subdivide submit subscribe substantiate substitute subtitle sum_up summarise summarize
sunset supersede supervise supply support surface survey survey_users suspend swap swap_out sweep switch switch_off
switch_on sync synthesise synthesize systematise systematize table tabulate tackle tag tailor take take_down take_on
take_over talk talk_at talk_to tap task teach template tender terminate test test_out text thank tidy tidy_up tie
time-box timebox timestamp toggle tool top_up tour trace track trade trademark train transcribe transfer transform
transition translate transplant triage trial trial_run triangulate trigger trim_down troubleshoot try try_out tune
turn_off turn_on tutor tweet twin two-factor type unblock unbundle uncover undertake undo unearth unify unpack
untangle unveil update upgrade upload upsize upskill use user-test user_test utilise utilize vaccinate validate verify
version vet virtualise virtualize visit visualise visualize vlog volunteer vote walk walk_through war-game warn
watermark wean webcast weed_out weigh welcome weld white-label whitelist wind_down wind_up wipe wire wireframe
withdraw word work work_on work_out work_through work_with workshop wrangle wrap wrap_up write write_about write_down
write_up zone
""")
