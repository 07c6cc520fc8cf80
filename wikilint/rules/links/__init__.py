"""Rules about links: addresses, and links to pages of the wiki."""
