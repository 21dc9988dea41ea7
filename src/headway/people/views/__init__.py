"""The people pages: door, form, action, response."""
