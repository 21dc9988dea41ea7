"""The forms of goals. What a field offers is what the caller may see, so choosing is a door too."""
