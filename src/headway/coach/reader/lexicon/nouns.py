"""Nouns by what they say about a goal: measures, qualities, attention, artefacts, people."""

from . import words

MEASURES = words("""
cycle cycles time times cadence predictability_score bus_factor user_base customer_base members_ membership donor_base market_value order_value ticket_size deal_size win-rate
open_rate click-through clickthrough unsubscribes fares ridership crashes collisions arrests offences burglaries
hospitalisations admissions discharges occupancy vaccinations pass-rate dropout dropouts truancy gpa graduation
literacy unemployment employment poverty homelessness readmission births recoveries temperature humidity noise
pm2.5 nox pressure bandwidth iops ops tps qps rps memory_usage footprint_size bundle_size startup_time frames
forks merges prs commits contributors builds flakes test_failures breakages rollbacks hotfixes
abandonment absenteeism accidents accuracy acv adr aht alerts aov appointments arpa arpu arr arrears asp attainment
attrition availability average backlog balance bandwidth basket billings bookings  bounce bugs burn cac
calls capacity cases cash cash_flow cancellations casualties  cfr churn claims clv co2 collections
complaints  completeness compliance consumption conversion conversions cost costs count coverage crashes
crime csat ces cpu cpl cpa cpc ctr cvr cycle_time dau days deaths defects deflection delay delays 
density deposits detractors deviation diversion downtime duration earnings ebit ebitda emissions enps
enrollment enrolment errors escalations escapes exceptions expense expenses exposure failures fatalities
fcr fill_rate findings  forecast_accuracy fraud frequency frt fte gmv gdp gp grade gross_margin
growth_rate gmv headcount height incidents incidence income index injuries interruptions inventory irr ir iarr
jobs kloc kpi lag latency lead_time lcp leads length level levels lifetime_value loss losses ltifr ltv
load mau margin margins market_share mean median memory minutes mortality mql mqls mrr mtbf mttd mttr mtta ndr
nrr nsm noise nps occupancy oee opex orders otif outages output overdue overhead overtime p50 p90 p95 p99 pass_rate payback
penetration percent percentage percentile pipeline points population prevalence price prices  profit profitability
profits proportion purchases quota quotas rate rates rating ratings ratio readmissions recall recidivism recurrence
referrals refunds regressions rejections rent  response_time response_times resolution_time retention
returns revenue revenues rework roa roce roas roe roi roic runtime runway sales satisfaction saturation score scores scrap
 share shipments shrinkage sickness sla slas slo slos spend spending speed sqls sql stock stockouts
 survival tat tco  throughput tickets time_to time-to-market timeliness timeouts total trips trir
ttv ttr turnaround turnover uptake uptime usage users utilisation utilization   variance velocity
vacancies vacancy volume vulnerabilities wait wait_time waits wastage waste wau weight workload yield precision
searches transactions installs activations logins signups sign-ups trials sessions unique_visitors subscribers
visitors followers impressions views downloads traffic swaus swau wacs hours dip gap rfps deals win_rate arrears
contributors contributions maintainers productivity_rate completion  adoption engagement
attendance registrations registration enrolments donations grants funding fundraising savings 
 restarts backlogs flakiness reopenings lead-time cycle-time throughputs
""")
"""Quantities one could put a number on as they stand."""

SOFT = words("""
insights traction feedback buy-in inequalities equality people talent leaders skills streams opportunities markets market business ways roles responsibilities expectations
debt teaming footprint foundation direction coverage_quality workforce representation inclusivity belonging
agility alignment ambience atmosphere attitude awareness behaviour behavior brand capability capabilities care clarity
collaboration commitment communication communications competence competency competitiveness confidence consistency
coordination craft creativity credibility culture decision-making design developer_experience discipline
discoverability diversity documentation ease effectiveness efficiency empathy environment equity excellence execution
experience expertise  flexibility focus friendliness governance happiness health image impact inclusion
infrastructure innovation insight integration interoperability joy knowledge leadership learning life loyalty
maintainability management maturity messaging mindset moderation momentum morale motivation network onboarding
operations ownership performance positioning practice practices predictability presence prioritisation
prioritization process processes productivity professionalism quality readiness relationship relationships
reliability relevance reporting reputation resilience responsiveness safety scalability security service services
simplicity skills stability state status strategy strength support sustainability synergy systems teamwork testing
thinking tooling training transparency trust understanding usability ux value visibility vision wellbeing well-being
work workflow workflows workplace world accessibility
""")
"""Qualities that name no quantity: two honest readers could score them differently."""

ATTENTION = words("""
impressions reach page_views pageviews page-views page_visits views visits visitors sessions traffic followers
subscribers likes upvotes karma stars downloads registrations registrants attendance attendees clicks click
scroll_depth tweets retweets hits readership listeners plays   watchers page_impressions
unique_visitors video_views website_visits github_stars fans  reads   newsletter_subscribers
eyeballs  newsletter_signups  blog_traffic web_traffic reposts retweet follower  reactions
""")
"""Raw attention or cumulative volume."""

ARTEFACTS = words("""
adr advertisement agenda algorithm analyses analysis announcement announcements  api apis app application apps
architecture article articles asset assets audit audits automation  banner benchmark benchmarks blog blogpost
blogposts blogs blueprint board book booklet booth bot bots  branch brief briefing briefings brochure
  calendar campaign campaigns canvas card case_study case_studies catalogue catalog charter chart charts
checklist checklists classes  code codebase component components concept conference conferences
config configuration console content  course courses criteria curriculum cv dashboard dashboards
data_model database dataset datasets deck demo demos design designs diagram directory doc docs
document documentation documents draft ebook editor e2e email_template emails endpoint endpoints engine environment episode
episodes event events experiment experiments export exporter extension faq faqs feature features flow form
forms forum  framework frameworks  guide guideline guidelines guides hackathon hackathons handbook
image implementation  infrastructure initiative initiatives  installer installers 
interface interview interviews  issue_template job_description kit landing_page landing_pages layout lesson lessons
library list lists logo manual manuals map materials meeting meetings meetup meetups memo microsite migration
mockup mockups model models module modules mvp newsletter newsletters notebook note notes onboarding_plan package
packages page pages panel paper papers patch patches pilot pilots  plan plans platform playbook playbooks
playground plugin plugins podcast podcasts policies policy poc portal poster post posts presentation
presentations press_release procedure procedures process_map product programme program project_plan
 proof_of_concept proposal proposals protocol prototype prototypes    readme
reference release releases  report reports repo repository repositories retrospective retrospectives 
reviews rewrite rfc rfcs roadmap roadmaps roadshow rubric runbook run-book runbooks sample samples schema scripts script sdk
section  server   site slides slide spec specification specifications specs  sprints
standards stream streams strategy_document  study style_guide suite survey surveys system systems talk
talks task tasks template templates test_plan test_suite tests tool toolkit toolkits   training trainings
translation translations tutorial tutorials update updates ui version video videos vlog walkthrough webinar webinars
website websites whitepaper whitepapers white_paper white_papers widget wiki  workshop workshops
user_stories stories story amas ama hires hire newsletter_issue one-pager sop sops kpis okrs okr audits cluster nodes
""")
"""Things a team makes or holds: their count is output, not outcome."""

OUTSIDERS = words("""
maintainers pilots pledges signatures relationships collaborations alliances agreements mous sponsorships chapters grantees ministry regulator board council councils academics academia account accounts adopter adopters advertiser advertisers alumni analysts  applicant applicants
audience  beneficiaries beneficiary bloggers brands businesses buyer buyers candidate candidates charities child
children citizens claimants client clients   commuters companies company communities community
 constituents consumer consumers contributor contributors councils countries customer customers
deal deals dealers developer developers distributor distributors doctors donor donors enterprise enterprises families farmers
fans founders friends funder funders governments graduates guests households influencer influencers
institutions investors journalist journalists learners  listeners logos   media merchants
mothers municipalities ngos non-members organisations organizations orgs opportunities outsiders 
parents participant participants partner partners patients patient payers people persons pharmacies players practitioners press
prospect prospects providers publications publishers public pupils readers regulators renters resellers residents
respondents retailers scientists schools sellers shoppers  sponsor sponsors  startups student students subscriber
subscribers suppliers survivors teachers tenants testers testimonials thought_leaders tourists travellers trial trials
universities university user users vendors viewers visitors volunteers voters women workspaces young youth
newcomers leads signups sign-ups purchases referrals partnerships partnership markets geographies
renewals contracts licences licenses placements endorsements citations testimonials case-study submissions
""")
"""People and bodies outside whoever does the work, and what they decide."""

OWN_STAFF = words("""
member members champions agent agents associates ces chapter colleague colleagues commcomm devs directors director employee employees engineer
engineering engineers executives faculty folks hr leaders leadership_team manager managers member_of_staff members_of_staff
nurses officers owners personnel pms product reps salespeople sales_team sdr sdrs aes squad squads staff
team teammate teammates teams us we workforce workers designers 
""")
"""Those who do the work."""

PLANS = words(
    "plan plans target targets quota quotas budget goal goals forecast schedule deadline milestones okrs commitments planned roadmap"
)
"""What fills up during a period: attainment of it starts at zero."""
