"""Parts of the JSON API of KPIs."""
