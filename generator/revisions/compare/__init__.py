"""Comparing two revisions of a document: one model of changes with several renderings; see `model`."""
