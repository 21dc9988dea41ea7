"""Headway: KPIs hold the floor, OKRs raise the ceiling."""

__version__ = "0.1.0"
