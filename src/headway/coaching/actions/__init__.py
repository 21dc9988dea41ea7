"""What may be done about findings and KPIs; the only writers of this package."""
