"""The first-run guide: from an empty workspace to a first check-in, in five short steps that can each be skipped."""
