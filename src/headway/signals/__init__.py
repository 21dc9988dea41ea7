"""Pure statistics: series in, frozen results out. No framework, no clock; numpy only where it says so.

xmr.behaviour(values, starts=, locked=, season=)    what a series usually does: phases, limits, signals
xmr.baseline(values) · xmr.usual_range(values)      the level to start from; the range in force now
season.find_season(values, candidates)              the season that is there, or None
ratio.ratio_behaviour(numerators, denominators)     the same for a ratio, with limits that follow its size
plateau.plateau(values, band)                       in its band, flat, for long
suggest.suggest_band · suggest.beyond_history       a first band; a warning about a target
adherence.adherence(values, bands, durations=)      share of readings and of time inside, each breach
describe.describe(values, behaviour, name=, unit=)  the plain sentence
deepdive.deep_dive(values, target=, band=, year=)   all of it, with trend, variance and contributions
anomaly.anomaly_scores(values, season=)             0..1 for each reading, from its past alone (numpy)
forecast.forecast(values, horizon, season=)         median, intervals and simulated paths (numpy)
running.running_forecast(totals, horizon, season=)     the same of a running total, from its steps (numpy)
reach.reach_level · reach_total · stay_inside       the chance of arriving, from that forecast (numpy)
cli.signals                                         all of it on any CSV file
"""
