"""The pages of the loop: door, form, action, response."""
