"""Moments of the register in the words of pages, notices and sheets."""

from __future__ import annotations

import datetime as dt

from generator.library import Library
from generator.render.validity import moment_words
from generator.revisions.in_force import Bound


def recorded_words(library: Library, moment: dt.datetime) -> str:
    """Return a moment with zone by the clock of the site, such as `1 Desember 2026 pukul 09.00 WIB`."""
    here = moment.astimezone(library.now.tzinfo)
    return moment_words(Bound(here.replace(tzinfo=None), library.site.zone), library)
