"""Cycles, objectives, key results, and what people say and decide about them."""

from headway.okrs.judged import Judged as Judged
from headway.okrs.judged import Status as Status
from headway.okrs.models.alignments import Alignment as Alignment
from headway.okrs.models.amendments import Amendment as Amendment
from headway.okrs.models.assumptions import Assumption as Assumption
from headway.okrs.models.check_ins import Blocker as Blocker
from headway.okrs.models.check_ins import CheckIn as CheckIn
from headway.okrs.models.co_owners import CoOwner as CoOwner
from headway.okrs.models.companions import Companion as Companion
from headway.okrs.models.cycles import Cycle as Cycle
from headway.okrs.models.cycles import CycleState as CycleState
from headway.okrs.models.dependencies import AlignmentReview as AlignmentReview
from headway.okrs.models.dependencies import Dependency as Dependency
from headway.okrs.models.initiatives import Initiative as Initiative
from headway.okrs.models.key_results import KeyResult as KeyResult
from headway.okrs.models.mirrors import Mirror as Mirror
from headway.okrs.models.objectives import Ambition as Ambition
from headway.okrs.models.objectives import Drivers as Drivers
from headway.okrs.models.objectives import Objective as Objective
from headway.okrs.models.scores import Retrospective as Retrospective
from headway.okrs.models.scores import Score as Score
from headway.okrs.models.steps import Step as Step
from headway.okrs.models.themes import Theme as Theme
from headway.okrs.models.themes import ThemeKpi as ThemeKpi
from headway.okrs.models.themes import ThemePlan as ThemePlan
from headway.okrs.models.themes import ThemeReview as ThemeReview
