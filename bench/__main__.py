"""``./do bench [NAME…] [--check] [--slack F] [--abreast N]``: run the benches, print one table, judge the aims."""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from bench.frame import Measure
from bench.table import judge, print_table

HERE = Path(__file__).resolve().parent
PREFIX = "bench_"


def main() -> int:
    options = _options()
    there = known()
    names = options.names or there
    if not names or set(names) - set(there):
        sys.exit(f"There is no such bench. There are: {', '.join(there) or 'none yet'}.")
    if options.measure:
        return measure(names[0])
    results = run_all(names, options.engine, options.abreast)
    print_table(results, options.slack)
    return judge(results, options.slack) if options.check else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./do bench", description="Measure Headway against its floors.")
    add = parser.add_argument
    add("names", nargs="*", metavar="NAME", help="which benches to run (default: all)")
    add("--check", action="store_true", help="exit 1 and name each aim that falls short")
    add("--slack", type=float, default=1.0, metavar="F", help="loosen every limit by this factor")
    add("--abreast", type=int, default=1, metavar="N", help="how many at a time: no more than there are processors")
    add("--engine", choices=["sqlite", "postgres"], default="sqlite", help="the database to measure on")
    add("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def known() -> list[str]:
    return sorted(path.stem.removeprefix(PREFIX) for path in HERE.glob(f"{PREFIX}*.py"))


def run_all(names: list[str], engine: str, abreast: int) -> dict[str, list[Measure]]:
    """Run benches, so many at a time; each uses one processor, so two have two to themselves."""
    with ThreadPoolExecutor(abreast) as hands:
        results = hands.map(lambda name: run(name, engine, quietly=abreast > 1), names)
        return dict(zip(names, results, strict=True))


def run(name: str, engine: str, quietly: bool = False) -> list[Measure]:
    """Run one bench in a process and a database of its own, and read its measures back.

    What it says is passed on as it comes, or ``quietly`` in one piece at its end.
    """
    print(f"Measuring {name} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="headway-bench-") as folder, database(engine, folder) as url:
        out = Path(folder, "measures.json")
        env = os.environ | {
            "DATABASE_URL": url,
            "HEADWAY_DATA": folder,
            "HEADWAY_HOSTS": "testserver,localhost",
            "DJANGO_SETTINGS_MODULE": "headway.settings",
            "MEASURES": str(out),
        }
        command = [sys.executable, "-m", "bench", "--measure", name]
        kept = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} if quietly else {}
        done = subprocess.run(command, cwd=HERE.parent, env=env, **kept)
        print(done.stdout or "", end="", flush=True)
        if done.returncode:
            sys.exit(f"The bench {name} broke off; what it said stands above.")
        print(f"Measured {name} in {time.monotonic() - began:.0f} s.", file=sys.stderr, flush=True)
        return [Measure(**fields) for fields in json.loads(out.read_text())]


@contextmanager
def database(engine: str, folder: str) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder}/headway.sqlite3"
    else:
        from tests.postgres import private_cluster

        with private_cluster() as url:
            yield url


def measure(name: str) -> int:
    """In the process of one bench: set Django up, migrate, measure, and write the measures down."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    bench = import_module(f"bench.{PREFIX}{name}")
    gc.collect()
    gc.freeze()  # what is loaded for good, as the server leaves it out of collecting: each timed call begins with one
    measures = [asdict(found) for found in bench.measures()]
    Path(os.environ["MEASURES"]).write_text(json.dumps(measures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
