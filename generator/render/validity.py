"""When a script holds: the windows that overlays give to the script they bring and to the one they replace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.kinds.change.schema import Change, Overlay, Window
from generator.kinds.settings.schema import Zone
from generator.library import Library
from generator.render.dates import long_moment
from generator.render.labels import label

LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Validity:
    """A window as pages carry it.

    Attributes:
        from_: Wall clock, such as `2023-09-04T00:00`; that minute belongs to it.
        until: Wall clock, half-open: the first minute after it; empty when it is open.
        clock: `local`, or the IANA name of a zone.
        words: The window in words, as the source gives it (the last minute included).
        state: `upcoming`, `in-force` or `ended` at `as_of`, by the site's clock.
    """

    from_: str
    until: str
    clock: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Overlays:
    """The temporary instructions of a build, by the scripts that they name.

    Attributes:
        brought: Script to the overlay that brings it.
        replacing: Script to the overlays that take its place for a time.
    """

    brought: dict[str, Overlay]
    replacing: dict[str, list[Overlay]]


def overlays_of(library: Library) -> Overlays:
    """Collect the overlays of everything in force."""
    found = Overlays({}, {})
    for unit in library.units():
        if isinstance(unit.model, Change) and unit.model.overlay:
            overlay = unit.model.overlay
            found.brought[overlay.script] = overlay
            found.replacing.setdefault(overlay.replaces, []).append(overlay)
    return found


def validity_of(window: Window, library: Library, as_of: dt.datetime) -> Validity:
    """Return a window for a page.

    Args:
        window: As authors write it, its last minute included.
        library: Knows the zones.
        as_of: The moment of the build, in the site's zone; by it `local` windows are judged.
    """
    end = window.until + dt.timedelta(minutes=1) if window.until else None
    return Validity(
        from_=_wall_clock(window.from_),
        until=_wall_clock(end) if end else "",
        clock=clock_name(window.clock, library),
        words=_words(window, library),
        state=_state(window.from_, end, as_of),
    )


def clock_name(clock: str, library: Library) -> str:
    """Return `local`, or the IANA name of a zone of settings."""
    zone = None if clock == LOCAL else library.setting(clock, Zone)
    return zone.iana if zone else LOCAL


def _wall_clock(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def _words(window: Window, library: Library) -> str:
    zone = None if window.clock == LOCAL else library.setting(window.clock, Zone)
    clock = zone.name if zone else label("validity.local")
    start = long_moment(window.from_)
    if window.until is None:
        return label("validity.since", start=start, clock=clock)
    return label("validity.span", start=start, end=long_moment(window.until), clock=clock)


def _state(start: dt.datetime, end: dt.datetime | None, as_of: dt.datetime) -> str:
    now = as_of.replace(tzinfo=None)
    if now < start:
        return "upcoming"
    return "ended" if end is not None and now >= end else "in-force"
