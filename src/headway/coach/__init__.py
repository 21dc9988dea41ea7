"""The coach: it reads goals and KPIs, finds the misuse patterns of the field, and shows its evidence."""
