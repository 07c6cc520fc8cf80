"""Rules about footnotes: how references are written, named and reused."""
