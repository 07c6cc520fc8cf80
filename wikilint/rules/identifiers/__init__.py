"""Rules about identifiers of publications: ISBN, ISSN, DOI."""
