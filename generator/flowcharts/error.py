"""Why a chart could not be drawn."""

from __future__ import annotations


class ChartError(Exception):
    """A chart could not be drawn; the message is one sentence for whoever builds the site."""


class GlyphError(ChartError):
    """A text of a chart has a character that the font lacks; the message names the place inside the flow."""


class UnreadableLayoutError(ChartError):
    """A layout is not what was asked for, as when the file that keeps it is damaged."""
