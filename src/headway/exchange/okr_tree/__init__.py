"""The okr-tree format: ``{organisation, cycle, objectives: [{id, title, owner, level, parent_id, key_results}]}``."""
