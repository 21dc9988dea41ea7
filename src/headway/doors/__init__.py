"""What every door has in common: the JSON API's and the command line's ways in, above people, below features."""
