"""Goals of a text as tests compare them."""

from headway.coach.goal_files.csv_goals import read_csv
from headway.coach.goal_files.markdown_goals import read_markdown
from headway.coach.goal_files.yaml_goals import read_yaml

READERS = {"md": read_markdown, "csv": read_csv, "yaml": read_yaml}


def brief(kind, text):
    """Slot and text of each goal, with its line in front."""
    return [f"{goal.line} {goal.declared} {goal.text}" for goal in READERS[kind](text).goals]


def stated(kind, text):
    """Each goal's text and the figures beside it."""
    return [(goal.text, goal.stated) for goal in READERS[kind](text).goals]


def left_out(kind, text):
    """What was left out: its line and why."""
    return [(each.line, each.why) for each in READERS[kind](text).left_out]
