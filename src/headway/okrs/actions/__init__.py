"""What people and machines may do to cycles and goals: one verb, one function, one transaction."""
