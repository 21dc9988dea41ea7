"""Readings from a file or a pasted sheet: text in, lines to record out, each slip with its place.

text → table.py (rows and columns) → columns.py (what each column is) → values.py (dates and numbers as
they are meant in this file) → reader.py (lines and errors).
"""
