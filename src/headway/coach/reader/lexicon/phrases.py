"""Function words and set phrases."""

from . import words

LEADING = words("""
also always and to then please successfully proactively fully significantly substantially dramatically drastically
continuously consistently constantly continually actively effectively efficiently further rapidly quickly
regularly steadily better finally fundamentally gradually greatly massively meaningfully materially measurably more
officially personally publicly radically reliably safely securely simply smoothly strategically subjectively
systematically thoroughly truly jointly collectively internally externally collaboratively automatically
seamlessly quarterly weekly monthly daily bi-weekly biweekly annually yearly directly deeply aggressively
""")
"""Words that stand before the verb without being it."""

STARTERS = words("start begin continue commence keep_on try attempt aim seek work plan_to need help be_able")
"""Verbs that only introduce the real one: start measuring, continue to grow."""

VAGUE = words("""
adequate agile amazing appropriate attractive awesome beautiful best better biggest bright clean clear coherent
cohesive comfortable competitive comprehensive consistent convenient correct cool delightful easier
easily easy effective efficient elegant engaged engaging enough excellent exceptional exciting extraordinary faster
fast first-class flexible friendly good great greater happier happy healthier healthy high-performing high-quality higher
ideal improved inclusive innovative inspiring intuitive leading lean lovable maintainable mature meaningful
measurable modern more motivated nice optimal organised organized outstanding painless performant polished positive powerful
premium proactive productive professional quick quickly quicker reliable repeatable responsive rich right robust safer
satisfied scalable seamless secure seamlessly simple simpler smarter smooth smoothly solid stable state-of-the-art strong
stronger successful superior sufficient sustainable thriving timely top top-notch top-quality transparent tremendous true
trusted understandable unique usable useful user-friendly valuable vibrant viable visible welcoming world-class
""")
"""Adjectives and adverbs on which two readers may differ."""

ASPIRING = words("""
accessible affordable agile attractive cohesive comprehensive consistent data-driven durable easy fair fast flexible
flourishing fun green holistic integrated joyful meaningful memorable open personalised personalized professional
profitable real-time respected self-service shared simple smart smooth sound trustworthy useful valuable well-run
amazing award-winning best best-in-class better beloved clear customer-centric delightful devoted diverse
effective efficient engaging excellent exceptional first-class future-proof go-to great happy
healthy high-performance high-performing high-quality impactful inclusive innovative inspiring leading lasting lovable
modern next-gen next-generation nice outstanding positive positively powerful predictable premier productive rapid
repeatable resilient robust safe scalable scaleable seamless self-sustaining solid state-of-the-art strong stronger successful
superior sustainable thriving top-notch transparent trusted unified unmatched unrivalled vibrant viable welcoming
winning world-class world-leading compelling sticky friendly intuitive beautiful reliable frictionless
""")
"""Adjectives that turn a deliverable into a wanted state."""

FREQUENCIES = words("""
daily weekly monthly quarterly hourly fortnightly biweekly bi-weekly bimonthly bi-monthly nightly  
regular regularly routine routinely recurring ongoing continuous continous continuously constantly always periodic
periodically cadence everyday semi-weekly day-to-day
""")
PERIOD_NOUNS = words("""
day week weekday month sprint iteration fortnight morning evening friday monday tuesday wednesday thursday quarter
release cycle hour milestone year
""")
EVERY = words("every each per any")
ALL = words("all every each everyone everybody any anyone 100% 100 zero no none never always")
NEGATIONS = words("no zero none never without nobody nothing")

AUX = words(
    "is are was were be been being am has have had can could will would should must may might do does did gets get got"
)
MODALS = words("can could will would should must may might shall")
BE = words("is are was were be been being am 's 're becomes become")
PRONOUNS = words("we i they it he she you there this that these those everyone everybody anyone who which")
DETERMINERS = words("""a an the our my your their its his her this that these those all every each any some no more most many
several few both another other new existing current""")
PREPOSITIONS = words("""of for in on at by to from with within without into onto over under per across among between during
through via after before about against toward towards using based including around until upon above below
than as versus vs despite beyond throughout behind""")
CONJUNCTIONS = words("and or but nor then while plus & also")
RELATIVE = words("that which who whose where when so because if whether")

METRIC_HEADS = words("""
rate rates ratio score scores time times coverage frequency percentage index level levels volume cost costs share
duration count number size length accuracy velocity speed satisfaction retention conversion compliance margin
uptime latency attrition turnover throughput utilization utilisation usage availability revenue growth
value capacity efficiency productivity quality rating ratings response responses cycle position price prices
""")
"""Second words that make a verb-looking first word a noun: test coverage, response time, close rate."""

AWARDS = words("""
certification certificate accreditation accredited certified approval approved authorisation authorization
compliance compliant clearance licence license patent award awards recognition permission ato fedramp iso soc2
sign-off signoff adoption acceptance endorsement funding
""")
"""States that somebody outside grants."""

FIT = words(
    "fit profitability self-sufficiency sustainability agreement consensus accord go-ahead majority product-market product/market readiness independence parity leadership excellence breakeven break-even"
)

FINISHED = words(
    "live complete available ready done operational functional finished closed-out production ga public released"
)
"""States that end a piece of work."""
