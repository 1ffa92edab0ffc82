"""The moments that people type: a day, a minute by some clock, or an instant with an offset."""

from __future__ import annotations

import datetime as dt
import re

from generator.clock import zone_of
from generator.kinds.settings.schema import Zone
from generator.problems import error
from generator.revisions.acts.desk import Desk, RefusalError
from generator.revisions.in_force import LOCAL
from generator.revisions.register.entry import WallMoment
from generator.suggest import did_you_mean

FORM = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::00)?(?:Z|[+-]\d{2}:\d{2})?)?")
SETTINGS = "settings/zones.yml"
FARTHEST_YEARS = 100
"""What lies farther from today is a slip of the pen; a register would keep it for good."""


def read_moment(desk: Desk, text: str, clock: str | None) -> WallMoment:
    """Return the moment that was typed.

    Args:
        desk: Where zones are declared.
        text: `2026-12-01` (its first minute), `2026-12-01 00:00`, or ISO 8601 with an offset.
        clock: `local` (waktu setempat) or the id of a zone; None: `local`, or the declared zone with that offset.

    Raises:
        RefusalError: It is written wrongly, lies beyond `FARTHEST_YEARS`, or no declared clock shows it so.
    """
    moment = _parsed(desk, text.strip())
    if abs(moment.year - desk.today.year) > FARTHEST_YEARS:
        raise RefusalError(error(desk.place("register"), "act-moment-far", moment=text, years=FARTHEST_YEARS))
    zones = {zone.id: zone.iana for zone in desk.library.settings(Zone)}
    if clock is not None and clock != LOCAL and clock not in zones:
        _refuse_clock(desk, clock, zones)
    if moment.tzinfo is None:
        return WallMoment(moment, clock or LOCAL)
    candidates = [clock] if clock else [name for name, iana in zones.items() if _shows(moment, iana)]
    chosen = next(iter(candidates), LOCAL)
    if chosen == LOCAL:
        raise RefusalError(error(desk.place(SETTINGS), "act-moment-offset", moment=text, known=", ".join(zones)))
    return WallMoment(moment.astimezone(zone_of(zones[chosen])).replace(tzinfo=None), chosen)


def instant_of(desk: Desk, moment: WallMoment) -> dt.datetime:
    """Return a moment as an instant; `local` is judged by the site's zone, as elsewhere in a build."""
    zone = next((zone.iana for zone in desk.library.settings(Zone) if zone.id == moment.clock), None)
    return moment.wall.replace(tzinfo=zone_of(zone) if zone else desk.now.tzinfo)


def written(moment: WallMoment) -> str:
    """Return a moment as it is typed."""
    return f"{moment.wall.isoformat(' ', 'minutes')} ({moment.clock})"


def _parsed(desk: Desk, text: str) -> dt.datetime:
    try:
        if FORM.fullmatch(text):
            return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    raise RefusalError(error(desk.place("register"), "act-moment-form", moment=text))


def _shows(moment: dt.datetime, iana: str) -> bool:
    return zone_of(iana).utcoffset(moment.replace(tzinfo=None)) == moment.utcoffset()


def _refuse_clock(desk: Desk, clock: str, zones: dict[str, str]) -> None:
    known = [LOCAL, *zones]
    if meant := did_you_mean(clock, known):
        raise RefusalError(error(desk.place(SETTINGS), "act-clock-unknown-meant", clock=clock, meant=meant))
    raise RefusalError(error(desk.place(SETTINGS), "act-clock-unknown", clock=clock, known=", ".join(known)))
