"""What the loop decides by: pure rules over values."""
