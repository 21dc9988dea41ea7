"""The pages of KPIs: door, form, action, response."""
