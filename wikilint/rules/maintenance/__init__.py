"""Rules about tags that ask for work, and about traces of how a text came about."""
