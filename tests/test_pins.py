"""What is pinned is what pyproject.toml asks for."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME, DEV = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["dev"]


def pins(name):
    lines = (ROOT / name).read_text().splitlines()
    return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))


@pytest.mark.parametrize(
    ("requirement", "file"),
    [(r, "requirements.txt") for r in RUNTIME] + [(r, "requirements-dev.txt") for r in DEV],
)
def test_a_dependency_is_pinned_at_a_version_it_allows(requirement, file):
    asked = Requirement(requirement)
    pinned = pins("requirements.txt") | pins(file)
    assert canonicalize_name(asked.name) in pinned, f"{asked.name} is not pinned. Run `./do pins`."
    assert pinned[canonicalize_name(asked.name)] in asked.specifier, "The pin is too old. Run `./do pins --upgrade`."
