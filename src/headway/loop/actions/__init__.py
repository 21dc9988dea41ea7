"""What the loop does: Headway opens, tightens, resolves and escalates; people answer, graduate and watch."""
