"""Rules about categories and sort keys."""
