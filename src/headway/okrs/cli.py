"""Goals from the command line: ``headway objective``, ``key-result``, ``cycle``, and what is beside them."""

from headway.okrs.commands import alignments, amendments, check_ins, cycles, key_results, objectives, past, themes

PARTS = (objectives, key_results, check_ins, cycles, themes, alignments, amendments, past)
COMMANDS = [command for part in PARTS for command in part.COMMANDS]
