"""Controlled PDFs: the text of a revision as data, set by typst."""
