"""Headway: KPIs hold the floor, OKRs raise the ceiling."""

import os

__version__ = "0.1.0"

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""For numpy, before it is loaded: where matrices are this small and many, threads only wait for each other."""
