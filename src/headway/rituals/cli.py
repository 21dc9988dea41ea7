"""The commands of the rituals."""

from headway.rituals.planning.cli import COMMANDS as PLANNING

COMMANDS = [*PLANNING]
