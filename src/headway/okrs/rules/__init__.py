"""The rules of goals: progress, shares, roll-up, status. Pure Python over values, no framework."""
