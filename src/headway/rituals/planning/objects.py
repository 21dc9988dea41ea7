"""How proposals are found by their keys. A plan belongs to a unit, a proposal to the owner of its objective."""

from typing import Any

from headway.rituals.planning.access import proposal_for

DOORS = {"PP": proposal_for}
NOUNS: dict[str, str] = {}
OWNED: list[Any] = []
