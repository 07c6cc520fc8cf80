"""Rules about files: their options, sizes, galleries and alternative texts."""
