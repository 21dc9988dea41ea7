"""The one table of a run of benches, and the judgement of ``--check``."""

from bench.frame import Measure, figure

HEAD = ("bench", "what", "Headway", "floor", "ratio", "aim", "", "")
FIGURES = {2, 3, 4}  # columns set flush right


def print_table(results: dict[str, list[Measure]], slack: float) -> None:
    rows = [HEAD] + [row(name, measure, slack) for name, found in results.items() for measure in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        padded = [
            cell.rjust(width) if number in FIGURES else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        print("  ".join(padded).rstrip())


def row(name: str, measure: Measure, slack: float) -> tuple[str, ...]:
    floor = "" if measure.floor is None else f"{figure(measure.floor)} {measure.unit}"
    ratio = "" if measure.ratio is None else measure.shown
    aim = measure.aim(slack)
    verdict = ("holds" if measure.holds(slack) else "SHORT") if aim else ""
    return (
        name,
        measure.name,
        f"{figure(measure.value)} {measure.unit}",
        floor,
        ratio,
        aim,
        verdict,
        measure.note,
    )


def judge(results: dict[str, list[Measure]], slack: float) -> int:
    """Name each aim that falls short; a bench that measures nothing falls short too."""
    measures = [(name, measure) for name, found in results.items() for measure in found]
    failed = [(name, measure) for name, measure in measures if not measure.holds(slack)]
    short = [f"{name}: {m.name} is {m.shown}; the aim is {m.aim(slack)}." for name, m in failed]
    short += [f"{name}: it measured nothing." for name, found in results.items() if not found]
    for line in short:
        print(f"Falls short. {line}")
    if not short:
        print(f"All {sum(bool(m.aim()) for _, m in measures)} aims hold.")
    return 1 if short else 0
