"""The same goals come out of every shape, and nothing but goals or a sentence out of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.coach.goal_files import FileError
from headway.coach.goal_files.csv_goals import read_csv
from headway.coach.goal_files.markdown_goals import read_markdown
from headway.coach.goal_files.yaml_goals import read_yaml

READERS = {"md": read_markdown, "csv": read_csv, "yaml": read_yaml}
OBJECTIVES = ["Customers get help the same day", "Parcels arrive when promised", "Drivers stay with us"]
RESULTS = ["Reply time from 9 h to 2 h", "NPS from 30 to 45", "Turnover from 40 % to 25 %", "Lost parcels from 9 to 2"]
TREES = st.lists(
    st.tuples(st.sampled_from(OBJECTIVES), st.lists(st.sampled_from(RESULTS), min_size=1, max_size=3, unique=True)),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each[0],
)


def lines_of(tree, objective, result):
    return "".join(objective.format(o) + "".join(result.format(kr) for kr in krs) for o, krs in tree)


SHAPES = {
    "headings": ("md", "", "## {}\n\n", "- {}\n"),
    "nested": ("md", "# OKRs\n", "* {}\n", "\t* {}\n"),
    "numbered": ("md", "# Q3\n\n", "1. **{}**\n", "   1) {}\n\n"),
    "labels": ("md", "", "Objective: {}\n", "KR1: {}\n"),
    "sections": ("md", "", "## Objective\n{}\n### Key Results\n", "+ [ ] {}\n"),
    "bold": ("md", "", "**{}**\n\n", "- {}\n\n"),
    "table": ("md", "|Objective|Key Result|\n|-|-|\n", "|{}||\n", "||{}|\n"),
    "html": ("md", "<table>\n<tr><th>Objective<th>Key Result</tr>\n", "<tr><td>{}</td></tr>\n",
             "<tr><td></td><td>{}</td></tr>\n"),
    "csv": ("csv", "Objective;Key Result\n", "{};\n", ";{}\n"),
    "rows": ("csv", "Type,Title\n", "Objective,{}\n", "KR,{}\n"),
    "yaml": ("yaml", "okrs:\n", "  - goal: {}\n    krs:\n", "      - {}\n"),
    "texts": ("yaml", "objectives:\n", "  {}:\n", "    - {}\n"),
}  # fmt: skip


@given(TREES, st.sampled_from(sorted(SHAPES)))
def test_the_same_goals_are_read_from_every_shape(tree, shape):
    kind, head, objective, result = SHAPES[shape]
    end = "</table>\n" if shape == "html" else ""
    found = READERS[kind](head + lines_of(tree, objective, result) + end).goals
    assert [(goal.declared, goal.text, goal.parent_objective) for goal in found] == [
        each for o, krs in tree for each in [("objective", o, None), *(("key_result", kr, o) for kr in krs)]
    ]


PIECES = st.sampled_from(
    ["# ", "## ", "- ", "  ", "\t", "1. ", "[ ] ", "**", "~~", "|", "|-|-|", "\n", "\n\n", "```", "<!--", "-->", "---",
     "KR1: ", "Objective", "Key Result", "Risks", ":", ";", ",", '"', "'", "{", "}", "[", "]", "&a ", "*a", "krs", "a",
     "text", "9", "%", "<br>", ">", "<table>", "</table>", "<tr>",
     "<td>", "<td rowspan=2>", "\x00", "\u2028", "🎯", "Owner: Ines", "target", "<<: "]
)  # fmt: skip


def read_or_refused(kind, text):
    try:
        return READERS[kind](text)
    except FileError as refused:
        return refused


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(sorted(READERS)))
def test_any_text_gives_goals_with_their_lines_or_a_sentence(text, kind):
    found = read_or_refused(kind, text)
    if isinstance(found, FileError):
        assert str(found).endswith(".")
        return
    lines = text.count("\n") + 1
    assert all(goal.text and 1 <= goal.line <= lines for goal in found.goals)
    assert all(1 <= each.line <= lines for each in found.left_out)
