"""What needs no database: typed texts and safe sheets."""
