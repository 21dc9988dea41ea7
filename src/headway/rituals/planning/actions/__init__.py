"""The writes of planning: each function is one verb, one transaction, one row in the log."""
