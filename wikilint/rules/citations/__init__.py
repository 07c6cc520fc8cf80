"""Rules about citations: what their templates take, and what they make of it."""
