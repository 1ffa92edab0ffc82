"""Guided steps: a page of its own for each flow, one question at a time."""
