"""Headway's measurements: each aim is a ratio to a floor that anyone can read in ``floors.py``."""

import headway as headway  # says how numpy works, before anything loads it
