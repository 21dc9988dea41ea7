#!/usr/bin/env python3
"""Everything one does with a checkout of Headway. It needs git and Python 3.11, and nothing else."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ABREAST = min(2, os.cpu_count() or 1)  # what runs at a time where one thing uses one processor
ROOT = Path(__file__).resolve().parent
VENV, DEMO = ROOT / ".venv", ROOT / ".demo"
BIN = VENV / "bin"
PYTHON = BIN / "python"
PIP = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
STAMP = VENV / "installed.json"
REQUIREMENTS = {"runtime": "requirements.txt", "dev": "requirements-dev.txt"}
# Lint reads the settings but must write nothing: it is given a key, and a database that is never made.
LINT_ENV = {
    "DJANGO_SETTINGS_MODULE": "headway.settings",
    "HEADWAY_SECRET_KEY": "only-for-lint",
    "DATABASE_URL": "sqlite://:memory:",
}


# -- the verbs; ./do prints the first line of each docstring ------------------------------------------


def setup(args: list[str]) -> int:
    """Make .venv with all it takes to run, test and change Headway, at pinned versions."""
    parser("setup").parse_args(args)
    install("dev")
    say(f"Ready. `./do serve` starts Headway, `./do test` tests it, and {BIN / 'headway'} is its command.")
    return 0


def demo(args: list[str]) -> int:
    """Install what Headway needs, load the demo company, and serve it on http://127.0.0.1:8000."""
    p = parser("demo")
    p.add_argument("--port", default="8000", help="port to serve on (default 8000)")
    p.add_argument("--data", default=str(DEMO), metavar="DIR", help="where the data go (default .demo)")
    known, more = p.parse_known_args(args)
    install("runtime")
    return become(BIN / "headway", "demo", "--port", known.port, "--data", known.data, *more)


def serve(args: list[str]) -> int:
    """Serve your own Headway, web and worker together: an empty one at first (--port, --data DIR)."""
    install("runtime")
    return become(BIN / "headway", "serve", *args)


def test(args: list[str]) -> int:
    """Run every test: on SQLite, on PostgreSQL, in Chromium; arguments go to pytest (--only RUN: one run)."""
    p = parser("test")
    p.add_argument("--only", choices=list(RUNS), help="this run alone")
    known, more = p.parse_known_args(args)
    install("dev")
    return run_tests([known.only] if known.only else list(RUNS), more)


def lint(args: list[str]) -> int:
    """Check style, types, the order of imports, migrations and the house rules; changes nothing."""
    parser("lint").parse_args(args)
    install("dev")
    with ThreadPoolExecutor(ABREAST) as hands:  # the slowest, which come last, begin first
        later = {name: hands.submit(step_quietly, command, LINT_ENV) for name, command in reversed(LINT.items())}
        failed = [name for name in LINT if not told(name, *later[name].result())]
    if failed:
        say(f"Lint found faults in: {', '.join(failed)}. `./do fix` mends what a machine can.")
    return 1 if failed else 0


def fix(args: list[str]) -> int:
    """Mend what a machine can: import order, simple lint findings, formatting."""
    parser("fix").parse_args(args)
    install("dev")
    done = [step(name, command) for name, command in FIX.items()]
    return 0 if all(done) else 1


def bench(args: list[str]) -> int:
    """Measure against the floors: a table of ratios and absolute times ([NAME…] [--check] [--slack F])."""
    install("dev")
    os.chdir(ROOT)
    return become(PYTHON, "-m", "bench", *args)


def ci(args: list[str]) -> int:
    """Do what CI does: lint, bench --check with half as much slack again, and every test."""
    parser("ci").parse_args(args)
    install("dev")
    failed = [name for name in ["lint", "bench"] if not step(name, CI[name])]
    return run_tests(list(RUNS), [], failed)


def pins(args: list[str]) -> int:
    """Pin what pyproject.toml asks for; what is pinned stays, unless it must move (--upgrade: the newest)."""
    p = parser("pins")
    p.add_argument("--upgrade", action="store_true", help="the newest versions that pyproject.toml allows")
    upgrade = p.parse_args(args).upgrade
    make_venv()
    write_pins(upgrade)
    return 0


VERBS = [setup, demo, serve, test, lint, fix, bench, ci, pins]


# -- installing ---------------------------------------------------------------------------------------


def install(kind: str) -> None:
    """Bring .venv to the pins of a kind, `runtime` or `dev` (which has both); at once when it is there."""
    wanted = {k: fingerprint(k) for k in (["runtime", "dev"] if kind == "dev" else ["runtime"])}
    present = json.loads(STAMP.read_text()) if STAMP.exists() and PYTHON.exists() else {}
    if wanted.items() <= present.items():
        return
    make_venv()
    pip_install(ROOT / REQUIREMENTS[kind])
    say("Installing Headway itself, to be run from this checkout …")
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps(present | wanted))


def fingerprint(kind: str) -> str:
    """What an installation rests on: the interpreter, the place, the pins, and the project's own table."""
    parts = [sys.version, str(ROOT), json.dumps(pyproject()["project"], sort_keys=True)]
    parts += [(ROOT / REQUIREMENTS[kind]).read_text()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_venv() -> None:
    if PYTHON.exists() and subprocess.run([*PIP, "--version"], capture_output=True).returncode == 0:
        return
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        stop(
            f"Python could not make a virtual environment in {VENV}. On Debian and Ubuntu its `venv` is a "
            f"package apart: apt install python3-venv, then run this again. Python said:\n"
            f"{made.stdout}{made.stderr}"
        )


def pip_install(file: Path) -> None:
    """Install a requirements file, counting up the packages as pip reaches them."""
    names = {canonical(line.split("==")[0]) for f in with_included(file) for line in pinned(f)}
    if not sys.stdout.isatty():
        say(f"Fetching the {len(names)} packages of {file.name} …")
    seen: set[str] = set()
    said: list[str] = []
    command = [*PIP, "install", "--progress-bar", "off", "--requirement", file]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout or []:
        said.append(line)
        if found := re.match(r"\s*(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line):
            seen |= {canonical(found[1])} & names
            progress(f"Fetching packages … {len(seen)} of {len(names)}")
        if line.startswith("Installing collected"):
            progress(f"Installing {line.count(',') + 1} packages …")
    progress("")
    if process.wait():
        stop(f"pip could not install {file.name}. Is there a network? It said:\n{''.join(said[-20:])}")
    say(f"Installed the {len(names)} packages of {file.name}.")


def pip(*args: str) -> None:
    done = subprocess.run([*PIP, *args], capture_output=True, text=True)
    if done.returncode:
        stop(f"`pip {' '.join(args)}` failed. It said:\n{done.stdout}{done.stderr}")


def pinned(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text().splitlines() if "==" in line and line[0] not in "#-"]


def with_included(file: Path) -> list[Path]:
    return [file] if file.name == REQUIREMENTS["runtime"] else [ROOT / REQUIREMENTS["runtime"], file]


# -- pinning ------------------------------------------------------------------------------------------


def write_pins(upgrade: bool) -> None:
    """Resolve both files: wheels only, with everything that is needed in turn, dev on top of runtime."""
    project = pyproject()
    # The build backend is pinned too, so that installing the checkout fetches nothing unpinned.
    runtime = [*project["project"]["dependencies"], *project["build-system"]["requires"], "editables"]
    files = {k: ROOT / name for k, name in REQUIREMENTS.items()}
    old = [] if upgrade else [line for f in files.values() if f.exists() for line in pinned(f)]
    run = resolve(runtime, old)
    both = resolve([*runtime, *project["dependency-groups"]["dev"]], [*old, *run])
    dev = [line for line in both if line not in run]
    head = "# Made by `./do pins` from pyproject.toml. Do not edit.\n--only-binary :all:\n"
    files["runtime"].write_text(head + "\n".join(run) + "\n")
    files["dev"].write_text(head + f"-r {REQUIREMENTS['runtime']}\n" + "\n".join(dev) + "\n")
    say(f"Pinned {len(run)} packages to run Headway and {len(dev)} more to change it.")


def resolve(wanted: list[str], constraints: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        report, constraint = Path(folder, "report.json"), Path(folder, "constraints.txt")
        constraint.write_text("\n".join(dict.fromkeys(constraints)))
        options = ["--dry-run", "--ignore-installed", "--only-binary", ":all:", "--quiet"]
        pip("install", *options, "--report", str(report), "--constraint", str(constraint), *wanted)
        found = [item["metadata"] for item in json.loads(report.read_text())["install"]]
    return sorted(f"{canonical(package['name'])}=={package['version']}" for package in found)


def pyproject() -> dict:
    import tomllib  # new in 3.11: an older Python must get as far as main() to be told so

    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


# -- testing ------------------------------------------------------------------------------------------

JOURNEYS = "tests/browser"
NO_JOURNEYS = ["-m", "not browser", "--ignore", JOURNEYS]
RUNS = {
    "sqlite": ("Unit tests on SQLite", [*NO_JOURNEYS]),
    "postgres": ("All that uses the database, on PostgreSQL", [*NO_JOURNEYS, "--engine", "postgres"]),
    # Long journeys tell their names as they go.
    "browser": ("Journeys in Chromium", ["-m", "browser", "-vv"]),
}
# Who is through first takes of what the other has left, so that neither waits for the other's last long tests.
SHARED_OUT = ["-n", "2", "--dist", "worksteal", "--durations", "10", "--durations-min", "5"]
NO_TESTS_COLLECTED = 5


def run_tests(names: list[str], more: list[str], failed_before: list[str] | None = None) -> int:
    """Do the runs that this machine can do, say which it could not, and close with one line of totals."""
    missing = {name: how for name in names if (how := missing_for(name))}
    totals = dict.fromkeys(["passed", "failed", "skipped"], 0)
    for name in names:
        if name not in missing:
            for key, count in run_pytest(name, more).items():
                totals[key] += count
    for name, how in missing.items():
        say(f"\nLeft out: {RUNS[name][0]}. {how}")
    if missing and os.environ.get("CI"):
        say("In CI leaving tests out is an error.")
    if not totals["passed"] + totals["failed"]:
        say("No test ran: nothing matches these arguments, or everything was skipped.")
    if failed_before:
        say(f"Failed besides: {', '.join(failed_before)}.")
    skipped = f", {totals['skipped']} skipped" if totals["skipped"] else ""
    # CI reads the very last line.
    say(f"\n{totals['passed']} passed, {totals['failed']} failed{skipped}")
    wrong = totals["failed"] or not totals["passed"] or failed_before or (missing and os.environ.get("CI"))
    return 1 if wrong else 0


def missing_for(name: str) -> str | None:
    """What this machine lacks for a run, with how to get it; None when it lacks nothing."""
    sys.path.insert(0, str(ROOT))
    from tests import chromium, postgres

    if name == "postgres" and postgres.find_bin() is None:
        return f"It needs PostgreSQL's server, which is not here. {postgres.HOW_TO_GET}"
    if name == "browser" and chromium.find() is None:
        return f"They need Chromium, which is not here. {chromium.HOW_TO_GET}"
    return None


def run_pytest(name: str, more: list[str]) -> dict[str, int]:
    """One run of pytest with two workers; its counts come from its own report file."""
    title, options = RUNS[name]
    say(f"\n── {title}")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [BIN / "pytest", *SHARED_OUT, *options, f"--junitxml={report}", *asked_for(name, more)]
        code = subprocess.run(command, cwd=ROOT).returncode
        if code == NO_TESTS_COLLECTED:
            return {}
        counts = read_report(report) if report.exists() else {"passed": 0, "failed": 0, "skipped": 0}
    if code and not counts["failed"]:
        say(f"{title}: pytest ended with code {code} before it could count a failure; it counts as one.")
        counts["failed"] = 1
    return counts


def asked_for(name: str, more: list[str]) -> list[str]:
    """The arguments of a run; journeys live in one folder, and what is not collected need not be imported."""
    names_files = any((ROOT / part.split("::")[0]).exists() for part in more)
    return more if names_files or name != "browser" else [*more, JOURNEYS]


def read_report(file: Path) -> dict[str, int]:
    from xml.etree import ElementTree

    cases = list(ElementTree.parse(file).iter("testcase"))
    failed = [c for c in cases if c.find("failure") is not None or c.find("error") is not None]
    skipped = [c for c in cases if c not in failed and c.find("skipped") is not None]
    passed = len(cases) - len(failed) - len(skipped)
    return {"passed": passed, "failed": len(failed), "skipped": len(skipped)}


# -- steps --------------------------------------------------------------------------------------------

DJANGO = [PYTHON, "-m", "django"]
TEMPLATES = sorted((ROOT / "src" / "headway").rglob("*.html"))
LINT = {
    "ruff": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "templates": [BIN / "djhtml", "--tabwidth", "2", "--check", *TEMPLATES],
    "house rules": [PYTHON, "-m", "tests.house"],
    "imports": [BIN / "lint-imports", "--no-logo"],
    "migrations": [*DJANGO, "makemigrations", "--check", "--dry-run"],
    "types": [BIN / "mypy"],
}
FIX = {
    "ruff": [BIN / "ruff", "check", "--fix", "."],
    "format": [BIN / "ruff", "format", "."],
    "templates": [BIN / "djhtml", "--tabwidth", "2", *TEMPLATES],
}
# The longest first, as two run at a time. Clicks is not among them: its journeys are tests.
BENCHES = ["loop", "readings", "coaching", "signals", "goals", "forecasts", "coach"]
CI = {
    "lint": [ROOT / "do", "lint"],
    "bench": [ROOT / "do", "bench", *BENCHES, "--check", "--slack", "1.5", "--abreast", str(ABREAST)],
}


def step(name: str, command: list, env: dict[str, str] | None = None) -> bool:
    """Run one named step from the root of the checkout, and tell how long it took."""
    say(f"\n── {name}")
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=os.environ | (env or {})).returncode
    say(f"── {name}: {'failed' if code else 'fine'} after {time.monotonic() - started:.0f} s")
    return code == 0


def step_quietly(command: list, env: dict[str, str]) -> tuple[int, str, float]:
    """Run a step beside others: its exit code, what it said, and how many seconds it took."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.returncode, done.stdout, time.monotonic() - started


def told(name: str, code: int, said: str, seconds: float) -> bool:
    """Tell of a step that ran beside others as `step` does; whether it went well."""
    say(f"\n── {name}\n{said}── {name}: {'failed' if code else 'fine'} after {seconds:.0f} s")
    return code == 0


def become(*command: object) -> int:
    """Turn into another program, so that Ctrl-C and the exit code are its own."""
    sys.stdout.flush()
    os.execv(str(command[0]), [str(part) for part in command])


# -- speaking -----------------------------------------------------------------------------------------


def parser(verb: str) -> argparse.ArgumentParser:
    description = globals()[verb].__doc__
    return argparse.ArgumentParser(prog=f"./do {verb}", description=description, allow_abbrev=False)


def say(text: str) -> None:
    print(text, flush=True)


def progress(text: str) -> None:
    """One line that overwrites itself, where somebody is looking."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def stop(message: str) -> None:
    sys.exit(message)


def usage() -> str:
    lines = [f"  {verb.__name__:6} {(verb.__doc__ or '').splitlines()[0]}" for verb in VERBS]
    return "\n".join([__doc__, "", *lines, "", "`./do VERB --help` tells what a verb takes."])


def newer_python() -> str | None:
    return next((found for minor in (14, 13, 12, 11) if (found := shutil.which(f"python3.{minor}"))), None)


def main() -> int:
    if sys.version_info < (3, 11):
        if found := newer_python():
            os.execv(found, [found, *sys.argv])
        stop(f"Headway needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install a newer one.")
    verb, args = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("help", [])
    if verb in {"help", "-h", "--help"}:
        say(usage())
        return 0
    known = {v.__name__: v for v in VERBS}
    if verb not in known:
        stop(f"There is no `./do {verb}`.\n\n{usage()}")
    return known[verb](args)


if __name__ == "__main__":
    sys.exit(main())
