"""A company as large as Headway is meant for, made through the bulk actions that imports use."""
