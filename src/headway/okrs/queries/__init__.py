"""What the pages of goals show, read with few statements."""
