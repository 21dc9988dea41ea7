"""The pages of goals: door, form, action, response."""
