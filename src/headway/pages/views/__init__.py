"""The pages that combine features: door, query, response."""
