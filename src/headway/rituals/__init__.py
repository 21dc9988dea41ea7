"""Rituals: what people do together, at fixed times, with numbers and goals."""
