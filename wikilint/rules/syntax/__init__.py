"""Rules about markup that MediaWiki does not read as it was meant."""
