"""Rules about dates: their format, and whether they can be."""
