"""Function words and set phrases."""

from . import words

LEADING = words("""
actively aggressively also always and annually automatically better bi-weekly biweekly collaboratively collectively
consistently constantly continually continuously daily deeply directly dramatically drastically effectively
efficiently externally finally fully fundamentally further gradually greatly internally jointly massively materially
meaningfully measurably monthly more officially personally please proactively publicly quarterly quickly radically
rapidly regularly reliably safely seamlessly securely significantly simply smoothly steadily strategically
subjectively substantially successfully systematically then thoroughly to truly weekly yearly
""")
"""Words that stand before the verb without being it."""

STARTERS = words("start begin continue commence keep_on try attempt aim seek work plan_to need help be_able")
"""Verbs that only introduce the real one: start measuring, continue to grow."""

VAGUE = words("""
adequate agile amazing broader cleaner clearer closer deeper friendlier lighter nicer prettier richer tidier
tighter appropriate attractive awesome beautiful best better biggest bright clean clear coherent
cohesive comfortable comprehensive consistent convenient cool correct delightful easier easily easy effective
efficient elegant engaged engaging enough excellent exceptional exciting extraordinary fast faster first-class
flexible friendly good great greater happier happy healthier healthy high-performing high-quality higher ideal
improved inclusive innovative inspiring intuitive leading lean lovable maintainable mature meaningful measurable
modern more motivated nice optimal organised organized outstanding painless performant polished positive powerful
predictable predictably premium proactive productive professional quick quicker quickly reliable reliably repeatable
responsive rich right robust safer satisfied scalable seamless seamlessly secure simple simpler smarter smooth
smoothly solid stable state-of-the-art strong stronger successful sufficient superior sustainable thriving timely top
top-notch top-quality transparent tremendous true trusted understandable usable useful user-friendly valuable viable
vibrant visible welcoming world-class
""")
"""Adjectives and adverbs on which two readers may differ."""

ASPIRING = words("""
accessible affordable agile amazing attractive award-winning beautiful beloved best best-in-class better clear
cohesive compelling comprehensive consistent customer-centric data-driven delightful devoted diverse durable easy
effective efficient engaging excellent exceptional fair fast first-class flawless flexible flourishing frictionless
friendly fun future-proof go-to great green happy healthy high-performance high-performing high-quality holistic
impactful inclusive innovative inspiring integrated intuitive joyful lasting leading lovable meaningful memorable
modern next-gen next-generation nice open outstanding personalised personalized positive positively powerful
predictable premier productive professional profitable rapid real-time reliable repeatable resilient respected robust
safe scalable scaleable seamless self-service self-sustaining shared simple smart smooth solid sound state-of-the-art
sticky strong stronger successful superior sustainable thriving top-notch transparent trusted trustworthy unified
unmatched unrivalled useful valuable viable vibrant welcoming well-run winning world-class world-leading
""")
"""Adjectives that turn a deliverable into a wanted state."""

FREQUENCIES = words("""
always annually bi-monthly bi-weekly bimonthly biweekly cadence constantly continous continuous continuously daily
day-to-day
everyday fortnightly hourly monthly nightly ongoing periodic periodically quarterly recurring regular regularly
routine routinely semi-weekly weekly yearly
""")
PERIOD_NOUNS = words("""
cycle day evening fortnight friday hour iteration milestone monday month morning quarter release sprint thursday
tuesday wednesday week weekday year
""")
EVERY = words("every each per any")
ALL = words("all every each everyone everybody any anyone 100% 100 zero no none never always")
NEGATIONS = words("no zero none never without nobody nothing")

AUX = words("""
is are was were be been being am has have had can could will would shall should must may might do does did gets get got
""")
MODALS = words("can could will would should must may might shall")
BE = words("is are was were be been being am 's 're becomes become")
DETERMINERS = words("""
a all an another any both current each every existing few her his its many more most my new no other our several
some that the their these this those your
""")
PREPOSITIONS = words("""
about above according according_to across after against among around as at based before behind below between beyond by
despite during for from in including into of on onto over per than through throughout to toward towards under until
upon using versus via vs w with within without
""")
CONJUNCTIONS = words("and or but nor then while plus & also")
RELATIVE = words("that which who whose where when so because if whether")

METRIC_HEADS = words("""
accuracy attrition availability capacity compliance conversion cost costs count coverage cycle duration efficiency
frequency growth index latency length level levels margin number percentage position price prices productivity
quality rate rates rating ratings ratio response responses retention revenue satisfaction score scores share size
speed throughput time times turnover uptime usage utilisation utilization value velocity volume
""")
"""Second words that make a verb-looking first word a noun: test coverage, response time, close rate."""

AWARDS = words("""
acceptance accreditation accredited adoption approval approved ato attestation attested audit-ready authorisation
authorization award awards certificate certification certified clearance compliance compliant endorsement fedramp
funding iso licence license patent permission recognition sign-off signoff soc2
""")
"""States that somebody outside grants."""

FIT = words("""
accord agreement break-even breakeven consensus excellence fit go-ahead independence leadership majority net-zero
neutrality parity product-market product/market profitability readiness self-sufficiency sustainability
""")

FINISHED = words(
    "live complete available ready done operational functional finished closed-out production ga public released"
    " compatible configurable deployable enabled exportable installable integrated interoperable online searchable"
)
"""States that end a piece of work."""
