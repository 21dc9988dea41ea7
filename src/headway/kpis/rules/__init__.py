"""The rules of numbers: pure Python over values, no framework."""
