"""The pages of the Explorer and its views."""
