"""Planning a cycle: what needs it most, drafts, what is submitted, accepted, ranked and cut."""
