"""The forms of KPI pages."""
