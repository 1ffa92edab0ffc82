"""Holding a revision against the file that was received: a text, Markdown or Word file."""
