"""From the letter of a text field to safe HTML: the Markdown subset and what is marked in it.

A text is parsed once into a `Prose` (blocks of runs over one plain text). Placeholders, errata and
terms are `Annotation`s: ranges of that plain text. Drawing lays them over the runs, so nothing ever
edits HTML by pattern, and whatever is not a mark stays the letter. The functions know no models.
"""
