"""Until when a build can be trusted: past that, something may have changed that it does not know."""

from __future__ import annotations

import datetime as dt

from generator.library import Library
from generator.revisions.register.life import ALWAYS_KNOWN

STALE_AFTER_DAYS = 30
"""How old a build may become where settings/site.yml does not say."""


def trusted_until(library: Library) -> dt.datetime:
    """Return the first moment at which a build no longer knows what holds.

    A build of the past is about a moment after which acts were recorded that it does not know; every build is too
    old at some time, since it cannot know what is recorded after it. The earlier counts.

    Args:
        library: Its `now` is the moment of the build, with zone; the answer is in that zone.
    """
    now = library.now
    unknown = [
        entry.at
        for chain in library.content.registers.values()
        for entry in chain.entries
        if entry.at > now and entry.act not in ALWAYS_KNOWN
    ]
    return min([_too_old(now, library.site.stale_after_days or STALE_AFTER_DAYS), *unknown]).astimezone(now.tzinfo)


def _too_old(now: dt.datetime, days: int) -> dt.datetime:
    try:
        return now + dt.timedelta(days=days)
    except OverflowError:  # more days than the calendar has
        return dt.datetime.max.replace(tzinfo=dt.UTC) - dt.timedelta(days=1)
