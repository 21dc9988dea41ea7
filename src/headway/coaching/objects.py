"""The doors of what was said to the coach, for whoever knows only a key."""

from headway.coaching.access import audit_for, dismissal_for
from headway.people.objects import Own

DOORS = {"DM": dismissal_for, "KA": audit_for}
NOUNS: dict[str, str] = {}
OWNED: list[Own] = []
