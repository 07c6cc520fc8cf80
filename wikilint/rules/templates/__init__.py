"""Rules about calls of templates, parser functions and magic words."""
