"""The pages of goals, under a workspace."""

from django.urls import path

from headway.okrs.views import cycles, drafting, grid, key_result, lists, objective, scoring

app_name = "okrs"
urlpatterns = [
    path("objectives", lists.objectives, name="objectives"),
    path("objectives/new", drafting.new_objective, name="new-objective"),
    path("objectives/similar", drafting.similar, name="similar"),
    path("objectives/<str:key>", objective.objective, name="objective"),
    path("objectives/<str:key>/edit", drafting.edit_objective, name="edit-objective"),
    path("objectives/<str:key>/shares", drafting.shares, name="shares"),
    path("objectives/<str:key>/status", objective.status, name="objective-status"),
    path("objectives/<str:key>/archive", objective.archive, name="archive-objective"),
    path("objectives/<str:key>/key-results/new", drafting.new_key_result, name="add-key-result"),
    path("objectives/<str:key>/alignments", objective.align_it, name="align"),
    path("objectives/<str:key>/assumptions", objective.new_assumption, name="add-assumption"),
    path("objectives/<str:key>/companions", objective.new_companion, name="add-companion"),
    path("objectives/<str:key>/initiatives", objective.new_initiative, name="add-initiative"),
    path("objectives/<str:key>/score", scoring.score, name="score"),
    path("objectives/<str:key>/retrospective", scoring.retrospective, name="retrospective"),
    path("objectives/<str:key>/carry", scoring.carry, name="carry"),
    path("objectives/<str:key>/close", scoring.close, name="close-objective"),
    path("alignments/<str:key>/removal", objective.end_alignment, name="unalign"),
    path("assumptions/<str:key>/state", objective.assumption, name="judge-assumption"),
    path("companions/<str:key>/removal", objective.end_companion, name="remove-companion"),
    path("initiatives/<str:key>/state", objective.initiative, name="initiative-state"),
    path("key-results/<str:key>", key_result.key_result, name="key-result"),
    path("key-results/<str:key>/edit", drafting.edit_key_result, name="edit-key-result"),
    path("key-results/<str:key>/check-ins", key_result.check_ins, name="check-ins"),
    path("key-results/<str:key>/status", key_result.status, name="key-result-status"),
    path("key-results/<str:key>/amendments", key_result.amend, name="amendments"),
    path("key-results/<str:key>/archive", key_result.archive, name="archive-key-result"),
    path("amendments/<str:key>/decision", key_result.decide, name="decide-amendment"),
    path("blockers/<str:key>/resolution", key_result.blocker, name="blocker"),
    path("check-ins/<str:key>/correction", key_result.correct, name="correct-check-in"),
    path("check-ins/<str:key>/undo", key_result.withdraw, name="withdraw-check-in"),
    path("check-in", grid.grid, name="check-in"),
    path("check-in/effect", grid.effect, name="effect"),
    path("cycles", cycles.cycles, name="cycles"),
    path("cycles/calendar", cycles.calendar, name="calendar"),
    path("cycles/<str:key>", cycles.cycle, name="cycle"),
    path("cycles/<str:key>/state", cycles.state, name="cycle-state"),
    path("retrospectives", scoring.retrospectives, name="retrospectives"),
]
