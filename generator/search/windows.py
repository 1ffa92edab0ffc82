"""When scripts hold that temporary instructions bring or replace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.render.validity import validity_of
from generator.search.answer import Window

if TYPE_CHECKING:
    from generator.render.context import RenderContext


def overlay_window(build: RenderContext, address: str) -> Window | None:
    """Return the window that temporary instructions give to a script; None when none of them names it."""
    overlays, library, as_of = build.overlays, build.library, build.as_of
    if brought := overlays.brought.get(address):
        return Window.of(validity_of(brought.effective, library, as_of))
    if replacing := overlays.replacing.get(address):
        return Window.replaced_by([validity_of(each.effective, library, as_of) for each in replacing])
    return None


def script_window(build: RenderContext, address: str, around: Window, ends: str) -> Window:
    """Return the window of a script of a document's current revision.

    Args:
        build: Knows the temporary instructions.
        address: The script.
        around: The window of its revision. What a temporary instruction replaces and gives back outlives it.
        ends: The day on which the next revision takes over; empty when none is coming.
    """
    window = overlay_window(build, address)
    if window is None:
        return around
    return replace(window, until=ends) if window.replaced and ends else window
