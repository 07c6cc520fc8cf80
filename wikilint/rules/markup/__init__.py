"""Rules about HTML where wikitext or other HTML is meant."""
