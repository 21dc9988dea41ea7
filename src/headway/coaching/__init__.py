"""The coach among the goals of a workspace: findings, what is waved away or mandatory, audit, mapping, health."""
