"""The door of views, for whoever knows only a key."""

from headway.explorer.access import view_for

DOORS = {"V": view_for}
NOUNS = {"V": "views"}
OWNED: list = []
