"""Sigap: a contact centre's SOPs and FAQs, kept as YAML, as a searchable knowledge site."""
