"""The rules of planning: pure Python over values, no framework."""
