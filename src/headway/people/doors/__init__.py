"""What every door has in common: the ways in of the JSON API and of the command line."""
