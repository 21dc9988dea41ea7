"""What people and machines may do to metrics and KPIs: one verb, one function, one transaction."""
