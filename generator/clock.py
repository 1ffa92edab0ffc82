"""The one moment that a build is about. Only the outermost layer may ask a clock."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Mapping

VARIABLE = "SIGAP_AS_OF"
FALLBACK_ZONE = "Asia/Jakarta"
BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class AsOfError(ValueError):
    """The moment is not written as a date or a moment with zone."""


def as_of_from(option: str | None, environ: Mapping[str, str], zone_name: str, now: dt.datetime) -> dt.datetime:
    """Return the moment that a build is about.

    Args:
        option: `--as-of`; it wins over the variable `SIGAP_AS_OF`.
        environ: The process's environment.
        zone_name: The site's zone (IANA); unknown names fall back to Asia/Jakarta.
        now: Asked only when neither is given.

    Raises:
        AsOfError: The text is neither a date nor a moment with a zone.
    """
    zone = zone_of(zone_name)
    written = option or environ.get(VARIABLE)
    moment = parse_as_of(written, zone) if written else now
    try:
        return moment.astimezone(zone).replace(microsecond=0)
    except OverflowError:  # the first and the last day of the calendar, seen from another zone
        raise AsOfError(written) from None


def parse_as_of(text: str, zone: dt.tzinfo) -> dt.datetime:
    """Read a moment: `2026-03-01` is the start of that day in the zone; otherwise ISO 8601 with an offset."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise AsOfError(text) from None
    if BARE_DATE.fullmatch(text):
        return moment.replace(tzinfo=zone)
    if moment.tzinfo is None:
        raise AsOfError(text)
    return moment


def edition_name(as_of: dt.datetime, audience: str = "internal") -> str:
    """Return the name of the edition built for a moment, in the site's zone; one for others than all says for whom."""
    name = as_of.strftime("%Y-%m-%d-%H%M%S")
    return name if audience == "internal" else f"{name}-{audience}"


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone of an IANA name; Asia/Jakarta where there is none of that name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # OSError: `Asia` is a folder of zones
        return zoneinfo.ZoneInfo(FALLBACK_ZONE)
