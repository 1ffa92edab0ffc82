"""What the rules understand of the text: numbers in words, spellings, forms of lists, similarity, order, cases."""
