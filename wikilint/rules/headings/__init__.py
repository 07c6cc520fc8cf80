"""Rules about headings and the sections they open."""
