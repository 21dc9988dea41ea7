"""The API's operations on goals, a file for each noun."""
