"""Rules about characters and marks: invisible ones, quotation marks, dashes, entities."""
