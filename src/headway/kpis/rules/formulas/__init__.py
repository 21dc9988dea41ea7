"""Formulas: numbers computed from other metrics, in a small language of its own."""
