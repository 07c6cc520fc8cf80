"""Spelling: words that are wrong wherever a reader meets them."""
