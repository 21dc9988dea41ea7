"""Running Headway: serving, working, backing up, checking."""
