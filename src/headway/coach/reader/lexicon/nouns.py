"""Nouns by what they say about a goal: measures, qualities, attention, artefacts, people."""

from . import words

MEASURES = words("""
abandonment absenteeism arrivals departures footfall intake mileage tonnage turnout wages caseload
accidents accuracy acquisition adherence activation activations acv admissions adoption adr
aht alerts aov appointments arpa arpu arr arrears arrests asp attainment attainment_rate attendance attrition
availability average backlog backlogs balance base bandwidth basket bill billings bills births bookings bounce
breakages bugs builds bundle_size burglaries burn bus_factor cac cadence calls cancellations capacity cases cash
cash_flow casualties ces cfr churn claims click-through clickthrough clv co2 collections collisions commits complaints
completeness completion compliance consumption contributions contributors conversion conversions cost costs count
coverage cpa cpc cpl cpu crashes crime csat ctr customer_base cvr cycle cycle-time cycle_time cycles dau days
days_sales_outstanding deal_size deals deaths defects deflection delay delays density deployment_frequency deposits
depth detractors deviation dip discharges distance diversion donations donor_base downloads downtime dpo drop-off
dropoff dropout dropouts dso duration earnings ebit ebitda emissions employment engagement enps enrollment enrolment
enrolments errors escalations escapes exceptions expense expenses exposure failures fares fatalities fcr fill_rate
findings flakes flakiness followers footprint_size memory_footprint carbon_footprint forecast_accuracy forks frames
fraud frequency frt fte funding fundraising gap gdp gmv gp gpa grade graduation grants gross_margin growth_rate
headcount height homelessness hospitalisations hotfixes hours humidity iarr impressions incidence incidents income
index injuries installs interruptions inventory iops ir irr jobs kloc kpi lag latency lcp lead-time lead_time leads
leakage length level levels lifetime_value literacy load logins loss losses ltifr ltv maintainers margin margins
market_share market_value mau mean median members_ membership memory memory_usage memory_use energy_use water_use
merges minutes mortality mql mqls mrr mtbf mtta mttd mttr ndr noise nox nps nrr nsm occupancy oee offences open_rate
opex ops order_value orders otif outages output outstanding overdue overhead overtime p50 p90 p95 p99 pass-rate
pass_rate payback penetration percent persistence percentage percentile pipeline pm2.5 population poverty precision
predictability_score pressure prevalence price prices productivity_rate proficiency profit profitability profits
proportion prs punctuality purchases qps quota quotas rate rates rating ratings ratio readmission readmissions recall
recidivism recoveries recurrence referrals refunds registration registrations regressions rejections rent reopenings
resolution_time response_time response_times restarts retention returns revenue revenues rework rfps ridership roa
roas roce roe roi roic rollbacks rps runtime runway sales sales_outstanding satisfaction saturation savings score
scores scrap searches sessions share shipments shrinkage sickness sign-ups signups size sizes sla slas slo slos speed
spend spending spoilage sql sqls startup_time stickiness stock stockouts subscribers survival swau swaus tat tco
temperature test_failures throughput throughputs ticket_size tickets time time-to-market time_to timeliness timeouts
times total tps traffic transactions trials trips trir truancy ttr ttv turnaround turnover unemployment
unique_visitors unsubscribes uptake uptime usage user_base users utilisation utilization vacancies vacancy
vaccinations variance velocity views visitors volume vulnerabilities wacs wait wait_time waits wastage waste wau
weight win-rate win_rate workload yield
""")
"""Quantities one could put a number on as they stand."""

SOFT = words("""
accessibility agility alignment ambience ambiguity atmosphere attitude awareness behavior behaviour belonging brand
bureaucracy business buy-in capabilities capability care clarity collaboration commitment communication
communications competence competency competitiveness complexity confidence confusion consistency coordination
coverage_quality craft creativity credibility culture debt decision-making dependence dependencies dependency design
developer_experience direction discipline discoverability diversity documentation ease effectiveness efficiency
effort efforts empathy environment equality equity excellence execution expectations experience expertise feedback
flexibility focus footprint foundation friction friendliness governance happiness health image impact inclusion
inclusivity inequalities inequality infrastructure innovation insight insights integration interoperability joy
knowledge knowledge-sharing leaders leadership learning life loyalty maintainability management market markets
maturity messaging mindset moderation momentum morale motivation network onboarding operations opportunities
ownership pain people performance positioning practice pride practices predictability presence prioritisation
prioritization process processes productivity professionalism profile quality readiness relationship relationships
relevance reliability reporting representation reputation resilience responsibilities responsiveness risk risks
roles safety scalability security service services silos simplicity skills stability state status strategy streams
strength stress support sustainability synergy systems talent teaming teamwork testing thinking toil tooling
traction training transparency trust uncertainty understanding usability ux value visibility vision waste_culture
ways well-being wellbeing work workflow workflows workforce workplace world
""")
"""Qualities that name no quantity: two honest readers could score them differently."""

ATTENTION = words("""
attendance attendees audience blog_traffic click clicks downloads event_sign-ups event_signups eyeballs fans follower
followers following github_stars hits impressions installations installs karma likes listeners listens
newsletter_sign-ups newsletter_signups newsletter_subscribers page-view page-views page_impressions page_views
page_visits pageviews plays reach reactions readership reads registrants registration_numbers pulls registrations
reposts retweet retweets rsvps saves social_shares social_media_shares minutes_watched watch_time hours_watched
scroll_depth sessions sign-ups signups stars subs subscribers traffic tweets unique_visitors upvote upvotes
video_views views visitors visits watchers web_traffic webinar_sign-ups webinar_signups website_visits
""")
"""Raw attention or cumulative volume."""

ARTEFACTS = words("""
adr advertisement agenda algorithm all-hands ama amas analyses analysis animations announcement announcements api apis
app application apps architecture article articles asset assets audit audits automation banner banners benchmark
benchmarks blog blogpost blogposts blogs blueprint board book booklet bootcamp bootcamps boot-camp booth bot bots
branch brief briefing briefings brochure brown-bags calendar campaign campaigns canvas card case_studies case_study
catalog catalogue chargers chart charter charts checklist checklists classes cluster code codebase component
components concept conference conferences config configuration console content content_plan course courses criteria
curriculum cv dashboard dashboards data_model database dataset datasets deck demo demos design designs diagram
directory doc docs document documentation documents draft drills e2e ebook ebooks editor email_template emails
endpoint endpoints engine environment episode episodes event events exercises exhibition exhibitions experiment
experiments export exporter extension fairs faq faqs feature features films flow flyers form forms forum framework
frameworks guide guideline guidelines guides hackathon hackathons handbook hire hires image implementation infographic
infographics infrastructure initiative initiatives inspections installer installers interface interview interviews
issue_template job_description kit kits kpis landing_page landing_pages layout leaflets lecture lectures lesson
lessons library list lists logo lunch-and-learn lunch-and-learns manual manuals map material materials meeting
meetings meetup meetups memo microsite migration mockup mockups model models module modules mvp newsletter
newsletter_issue newsletters nodes note notebook notes offsite offsites okr okrs onboarding_plan one-on-ones one-pager
one-to-ones package packages page pages panel paper papers patch patches photos pilot pilots plan plans platform
playbook playbooks playground plugin plugins poc podcast podcasts policies policy portal post post-mortem post-mortems
poster posters postmortem postmortems posts presentation presentations press_release procedure procedures process_map
product program programme programmes programs project_plan proof_of_concept proposal proposals protocol prototype
prototypes readme
reference release releases repo report reports repositories repository retrospective retrospectives reviews rewrite
rfc rfcs roadmap roadmaps roadshow roundtable roundtables rubric run-book runbook runbooks sample samples schema
scorecard scorecards screenshots script scripts sdk section seminar seminars sensors server show-and-tells showcases
site slide slides sop sops spec specification specifications specs speeches spreadsheet spreadsheets sprints stand-ups
standards standups stories story strategy_document stream streams study style_guide suite survey surveys system
systems talk talks task tasks template templates test_plan test_suite tests tool toolbox toolboxes toolkit toolkits
tours town-hall town-halls trackers training trainings translation translations tutorial tutorials ui update updates
user_stories version video videos vlog walkthrough webinar webinars website websites white_paper white_papers
whitepaper whitepapers widget wiki workshop workshops
""")
"""Things a team makes or holds: their count is output, not outcome."""

OUTSIDERS = words("""
academia academics account accounts adopter ambassadors affiliates adopters advertiser advertisers agreements
alliances alumni analysts applicant applicants audience authors beneficiaries beneficiary bloggers board brands
businesses buyer buyers candidate candidates case-study chapters charities child children citations citizens claimants
client clients collaborations committee communities community commuters companies company constituents consumer
consumers contracts contributor contributors council creators curators councils countries customer customers deal
dealers deals developer developers distributor distributors doctors donor donors endorsements enterprise enterprises
families fans farmers founders friends funder funders factories farms firms banks insurers manufacturers geographies
governments graduates grantees guests hospitals hotels restaurants shops clinics households influencer influencers
institutions investors journalist journalists leads learners licences licenses listeners logos magazines maintainers
markets media merchants ministry mothers mous municipalities newcomers newspaper newspapers ngos non-members
opportunities organisations organizations orgs outlets outsiders parents parliament participant participants partner
partners partnership partnerships patient patients payers people persons pharmacies pilots placements players pledges
practitioners press prospect prospects providers public publications publishers pupils purchases readers referrals
regulator regulators relationships renewals renters resellers residents respondents retailers schools scientists
sellers somebody someone strangers shoppers sign-ups signatures signups sponsor sponsors sponsorships startups student
students submissions subscriber subscribers suppliers survivors teachers tenants testers testimonials thought_leaders
tourists travellers trial trials universities university user users vendors viewers visitors volunteers voters women
workspaces young youth
""")
"""People and bodies outside whoever does the work, and what they decide."""

OWN_STAFF = words("""
aes agent agents associates ces champions chapter colleague colleagues commcomm designers devs director directors
employee employees engineer engineering engineers executives faculty folks hr leaders leadership_team manager
managers member member_of_staff members members_of_staff nurses officers owners personnel pms product reps
sales_team salespeople sdr sdrs squad squads staff team teammate teammates teams us we workers workforce
""")
"""Those who do the work."""

PLANS = words(
    "plan plans target targets quota quotas budget goal goals forecast schedule deadline milestones okrs commitments "
    "committed planned roadmap scheduled"
)
"""What fills up during a period: attainment of it starts at zero."""

COUNTED_OUTPUT = words("""
articles blogpost blogs campaigns courses dashboards docs episodes events features guides integrations library
meetups newsletters pages playbooks podcasts posts reports talks templates tutorials videos webinars workshops
""")
"""What a team makes and counts itself: more of it is output."""

GIVEN = words("""
answers applications donations feedback nominations pledges ratings responses reviews signatures submissions
testimonials votes
""")
"""What others give: collecting it depends on them."""
