"""The tracks of all documents as a drawing: time runs from left to right, the height grows with the documents.

Colours stand in classes, so that the drawing follows light, dark and print, and are never the only sign: bars carry
their words, a start that is not known has a dashed edge with a question mark, and what goes on beyond the picture ends
in an arrow. The axis ends ten years before and after the moment of the build, however far what is known reaches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from generator.render.dates import SHORT_MONTHS, short_date
from generator.render.labels import label
from generator.schedule.timeline import Item, Track

WIDTH: Final = 660
_FARTHEST: Final = dt.timedelta(days=3652)
_LEAST_BEFORE: Final = dt.timedelta(days=120)
_LEAST_AFTER: Final = dt.timedelta(days=240)
_TOP: Final = 46
_TITLE: Final = 22
_LANE: Final = 22
_BAR: Final = 18
_THIN: Final = 12
_GAP: Final = 10
_LETTER: Final = 6.9
_POINT: Final = 6
_EDGE: Final = 7
_CLOSEST: Final = 52


@dataclass(frozen=True, slots=True)
class Axis:
    """The time that a picture shows, in whole days from its first to its last."""

    first: dt.datetime
    last: dt.datetime

    def x(self, moment: dt.datetime) -> float:
        """Return where a moment lies, in pixels; what lies outside, at the edge."""
        share = (moment - self.first) / (self.last - self.first)
        return WIDTH * min(1.0, max(0.0, share))


def axis_of(tracks: Sequence[Track], now: dt.datetime) -> Axis:
    """Return the axis that shows all that is known, as far as it lies within ten years of a moment."""
    moments = [each for track in tracks for item in track.items for each in (item.start, item.end) if each]
    first = min([*moments, _moved(now, -_LEAST_BEFORE)])
    last = max([*moments, _moved(now, _LEAST_AFTER)])
    first, last = max(first, _moved(now, -_FARTHEST)), min(last, _moved(now, _FARTHEST))
    room = (last - first) / 25
    return Axis(_moved(first, -room), _moved(last, room))


def _moved(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Return a moment so much later; where the calendar ends before that, the moment itself."""
    try:
        return moment + by
    except OverflowError:
        return moment


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item with its place in pixels; `left` and `right` hold its words, too."""

    item: Item
    x: float
    width: float
    left: float
    right: float
    words_x: float
    is_end_anchored: bool = False
    lane: int = 0


def picture(tracks: Sequence[Track], now: dt.datetime, prefix: str) -> Markup:
    """Return the drawing.

    Args:
        tracks: The documents from top to bottom.
        now: The moment of the build.
        prefix: Begins the ids of its name and description.
    """
    axis, parts, top = axis_of(tracks, now), [], float(_TOP)
    for track in tracks:
        placed = _in_lanes([_place(item, axis) for item in track.items])
        parts.append(_text("sigap-timeline__title", 0, top + 15, track.title))
        top += _TITLE
        parts += [_drawn(each, top + each.lane * _LANE, axis) for each in placed]
        top += _LANE * (1 + max((each.lane for each in placed), default=0)) + _GAP
    height = round(top + 18)
    desc = label("schedule.picture-desc", first=short_date(axis.first.date()), last=short_date(axis.last.date()))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="sigap-timeline__drawing" viewBox="0 0 {w} {h}" width="{w}" '
        'height="{h}" role="img" aria-labelledby="{p}-t {p}-d"><title id="{p}-t">{title}</title>'
        '<desc id="{p}-d">{desc}</desc>{ticks}{parts}{now}</svg>'
    ).format(
        w=WIDTH,
        h=height,
        p=prefix,
        title=label("schedule.picture"),
        desc=desc,
        ticks=Markup("").join(_ticks(axis, height)),
        parts=Markup("").join(parts),
        now=_now(axis, now, height),
    )


def _place(item: Item, axis: Axis) -> _Placed:
    """Return where an item and its words go: inside of it, else to its right, else to its left."""
    start = axis.x(item.start) if item.start else 0.0
    end = axis.x(item.end) if item.end else float(WIDTH)
    if item.is_mark:
        start, end = start - _POINT, start + _POINT
    width = max(end - start, 3.0)
    words = len(item.words) * _LETTER
    right = start + width
    if not item.is_mark and words + 20 <= width:
        words_x = start + 9 + 9 * (item.start is None)
        return _Placed(item, start, width, left=start, right=right, words_x=words_x)
    if right + 5 + words <= WIDTH:
        return _Placed(item, start, width, left=start, right=right + 5 + words, words_x=right + 5)
    left = max(0.0, start - 5 - words)
    return _Placed(item, start, width, left=left, right=right, words_x=start - 5, is_end_anchored=True)


def _in_lanes(placed: Sequence[_Placed]) -> list[_Placed]:
    """Put each item into the first lane that is free there: bars first, so that revisions stand on top."""
    ends: list[float] = []
    done: list[_Placed] = []
    for each in sorted(placed, key=lambda one: (one.item.is_mark, one.item.look == "overlay", one.left)):
        lane = next((lane for lane, end in enumerate(ends) if end <= each.left + 0.5), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = each.right + 4 if each.right < WIDTH else float(WIDTH)
        done.append(replace(each, lane=lane))
    return done


def _drawn(placed: _Placed, top: float, axis: Axis) -> Markup:
    item = placed.item
    shape = _diamond(placed, top) if item.is_mark else _bar(placed, top, axis)
    words = _text("sigap-timeline__words", placed.words_x, top + 13, item.words, is_end=placed.is_end_anchored)
    return Markup('<g class="sigap-timeline__item sigap-timeline__item--{}">{}{}</g>').format(item.look, shape, words)


def _diamond(placed: _Placed, top: float) -> Markup:
    x, y = placed.x + _POINT, top + _BAR / 2
    points = ((x - _POINT, y), (x, y - _POINT), (x + _POINT, y), (x, y + _POINT))
    return Markup('<path class="sigap-timeline__mark" d="M{}Z"/>').format(
        "L".join(f"{_number(a)} {_number(b)}" for a, b in points)
    )


def _bar(placed: _Placed, top: float, axis: Axis) -> Markup:
    """Return a bar; a side that is not its own end is an arrow, and one that is not known is dashed."""
    item, x, width = placed.item, placed.x, placed.width
    height = _THIN if item.look == "overlay" else _BAR
    y = top + (_BAR - height) / 2
    left, right, middle = x, x + width, y + height / 2
    edge = min(float(_EDGE), width / 2)
    is_cut = item.start is not None and item.start < axis.first
    goes_on = item.end is None or item.end > axis.last
    corners = [(left, y)]
    corners += [(right - edge, y), (right, middle), (right - edge, y + height)] if goes_on else []
    corners += [] if goes_on else [(right, y), (right, y + height)]
    corners += [(left, y + height), *([(left + edge, middle)] if is_cut else [])]
    path = f"M{'L'.join(f'{_number(a)} {_number(b)}' for a, b in corners)}Z"
    unknown = item.start is None
    shape = Markup('<path class="sigap-timeline__bar{}" d="{}"/>').format(
        " sigap-timeline__bar--unknown" if unknown else "", path
    )
    return shape + (_text("sigap-timeline__words", left + 5, top + 13, "?") if unknown else Markup(""))


def _ticks(axis: Axis, height: int) -> Iterator[Markup]:
    """Yield the lines of the scale with their words above and below, as many as can be read."""
    for moment, words in _scale(axis):
        x = _number(axis.x(moment))
        yield Markup('<path class="sigap-timeline__tick" d="M{} {}V{}"/>').format(x, _TOP - 8, height - 14)
        for y in (_TOP - 13, height - 3):
            yield _text("sigap-timeline__scale", axis.x(moment) + 2, y, words)


def _scale(axis: Axis) -> Iterator[tuple[dt.datetime, str]]:
    """Yield moments of the scale: years, quarters or months, so that words keep their distance."""
    months = (axis.last - axis.first).days / 30.4
    step = next((each for each in (1, 3, 6, 12, 24, 60) if WIDTH * each / months >= _CLOSEST), 120)
    count = axis.first.year * 12 + axis.first.month
    count += -count % step
    while (year := count // 12) < dt.MAXYEAR:
        month = count % 12
        moment = dt.datetime(year, month + 1, 1, tzinfo=axis.first.tzinfo)
        if moment >= axis.last or axis.x(moment) > WIDTH - _CLOSEST:
            return
        yield moment, str(year) if step >= 12 else f"{SHORT_MONTHS[month]} {year}"
        count += step


def _now(axis: Axis, now: dt.datetime, height: int) -> Markup:
    x = axis.x(now)
    words = label("schedule.now", day=short_date(now.date()))
    is_right = x > WIDTH - len(words) * _LETTER - 6
    line = Markup('<path class="sigap-timeline__now" d="M{} 4V{}"/>').format(_number(x), height - 14)
    return line + _text("sigap-timeline__today", x - 4 if is_right else x + 4, 13, words, is_end=is_right)


def _text(name: str, x: float, y: float, words: str, *, is_end: bool = False) -> Markup:
    anchor = Markup(' text-anchor="end"') if is_end else ""
    return Markup('<text class="{}" x="{}" y="{}"{}>{}</text>').format(name, _number(x), _number(y), anchor, words)


def _number(value: float) -> str:
    """Return a number with one decimal, and none where it is whole."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
