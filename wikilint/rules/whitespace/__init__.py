"""Rules about blanks and blank lines."""
