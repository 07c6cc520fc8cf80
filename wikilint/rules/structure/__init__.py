"""Rules about the order of what makes up a page."""
