"""Forms of the people pages: what is typed there, and how it is asked for."""
