"""The pages of the coach."""
