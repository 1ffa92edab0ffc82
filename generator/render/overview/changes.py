"""The page of changes over all documents: what is coming, then all that came out, the newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass

from generator.addresses import parse_address
from generator.changes.acts import ReadersAct, readers_acts
from generator.changes.units import ChangedUnit, changed_units, counts_in_words, told_changes
from generator.changes.words import act_words
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.change_notices import has_notice_page
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.origins import Stamp, origin_of, stamp_of
from generator.render.overview.parts import nothing_section
from generator.render.page import Page
from generator.render.places import FEED, comparison_url, notice_url, revision_url
from generator.render.validity import Validity, revision_window, written
from generator.revisions.short_code import short_code

NAME = "changes"
UPCOMING_ID, PAST_ID = "judul-akan-berlaku", "judul-semua-perubahan"
VISIT = "?sejak=kunjungan"
"""What the script of the page reads out of its address: what came since the reader's last visit."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A changed unit: its title and where it stands, what changed in words, and its words before and after."""

    title: str
    number: str
    url: str | None
    words: str
    semula: str | None
    menjadi: str | None


@dataclass(frozen=True, slots=True)
class Moments:
    """When an act was recorded and takes effect, for the browser.

    Attributes:
        known: ISO 8601; empty where it is unknown.
        starts, clock: Wall clock, and whose; empty where that is unknown, or nothing takes effect.
    """

    known: str
    starts: str
    clock: str


@dataclass(frozen=True, slots=True)
class ActView:
    """One act of a register, or what was taken over before there was one.

    Attributes:
        key: Its `id` on the page.
        title: Document and revision.
        done, holds, reason: When it came out, from when it holds, and why.
        is_first: It brought the first text of its document that readers have.
        count, counts: How many changes; the same by kind, in words. Zero and empty where nothing was compared.
        leaves_out_control: The comparison has more changes: those of control data, which are not told here.
        code: The short code of the revision's fingerprint.
    """

    key: str
    document: str
    revision: str
    act: str
    title: str
    url: str
    stamp: Stamp
    window: Validity | None
    moments: Moments
    done: str
    holds: str
    reason: str
    is_retroactive: bool
    is_upcoming: bool
    is_first: bool
    count: int
    counts: str
    leaves_out_control: bool
    units: tuple[UnitView, ...]
    comparison_url: str | None
    notice_url: str | None
    code: str


@dataclass(frozen=True, slots=True)
class ListView:
    """What changes.jinja shows: acts under the heading of an id."""

    heading_id: str
    acts: tuple[ActView, ...]


@dataclass(frozen=True, slots=True)
class SinceView:
    """What since.jinja shows: the form that asks since when; it works on the acts of the page."""

    acts: tuple[ActView, ...]
    feed_url: str


@dataclass(frozen=True, slots=True)
class HomeLineView:
    """What home-line.jinja shows: where the page of changes is, and what the script counts, as JSON."""

    url: str
    acts: str


def changes_page(gathered: Gathered) -> Page:
    """Return the page of changes."""
    page = gathered.context.page(URLS[NAME])
    acts = tuple(_act(page, act) for act in readers_acts(gathered.library))
    if not acts:
        return make_page(page, gathered, PageText(NAME, [nothing_section(NAME)]))
    coming = tuple(act for act in reversed(acts) if act.is_upcoming)  # what is nearest comes first
    past = tuple(act for act in acts if not act.is_upcoming)
    sections = [Section(render("render/overview/since.jinja", SinceView(acts, page.to(FEED))))]
    for heading_id, name, listed in ((UPCOMING_ID, "upcoming", coming), (PAST_ID, "past", past)):
        if listed:
            html = render("render/overview/changes.jinja", ListView(heading_id, listed))
            sections.append(Section(html, label(f"changes.{name}"), heading_id))
    origins = [origin_of(page, gathered, each) for each in gathered.library.documents.values() if each.current]
    return make_page(page, gathered, PageText(NAME, sections, origins, lists_origins=False))


def home_line(page: PageContext, gathered: Gathered) -> Section:
    """Return the line of the home page that tells a reader how much came since their last visit.

    A script counts and shows it; without one the page of changes stands in the navigation.
    """
    acts = [_home_data(page, act) for act in readers_acts(gathered.library)]
    known = [act for act in acts if act["known"]]
    data = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Section(render("render/overview/home-line.jinja", HomeLineView(f"{page.to(URLS[NAME])}{VISIT}", data)))


def _home_data(page: PageContext, act: ReadersAct) -> dict[str, object]:
    comparison = page.build.comparison(act.document, act.held) if act.brings_text else None
    moments = _moments(page, act)
    return {
        "document": act.document.id,
        "count": max(1, len(told_changes(comparison))) if comparison else 1,
        "known": moments.known,
        "starts": moments.starts,
        "clock": moments.clock,
    }


def _moments(page: PageContext, act: ReadersAct) -> Moments:
    known, bound = act.known_at(page.library.now.tzinfo), act.bound
    return Moments(
        known.isoformat() if known else "",
        written(bound, bound.zone) if bound else "",
        bound.zone if bound else "",
    )


def _act(page: PageContext, act: ReadersAct) -> ActView:
    library, document, held = page.library, act.document, act.held
    words = act_words(library, act)
    comparison = page.build.comparison(document, held) if act.brings_text else None
    told = told_changes(comparison) if comparison else []
    return ActView(
        key=_key(act),
        document=document.id,
        revision=act.revision,
        act=act.act,
        title=label("changes.revision-of", title=document.document.short_title, revision=act.revision),
        url=page.to(revision_url(document.id, act.revision)),
        stamp=stamp_of(document.status_of(held, library.now)),
        window=revision_window(document, held, library),
        moments=_moments(page, act),
        done=words.done,
        holds=words.holds,
        reason=words.reason,
        is_retroactive=act.is_retroactive(library.now),
        is_upcoming=act.is_upcoming(library.now),
        is_first=act.brings_text and comparison is None,
        count=len(told),
        counts=counts_in_words(comparison) if comparison else "",
        leaves_out_control=comparison is not None and len(told) < len(comparison.changes),
        units=tuple(_unit(page, act, unit) for unit in changed_units(comparison)) if comparison else (),
        comparison_url=page.to(comparison_url(document.id, act.revision)) if comparison else None,
        notice_url=page.to(notice_url(document.id, act.revision)) if has_notice_page(act, library) else None,
        code=short_code(page.build.fingerprints.of_revision(document, held)),
    )


def _key(act: ReadersAct) -> str:
    """Return the `id` of an act; acts of one kind on one revision are told apart by their lines."""
    line = f"--{act.entry.seq}" if act.entry else ""
    return f"{act.document.id}--{act.revision}--{act.act}{line}".replace(".", "-")


def _unit(page: PageContext, act: ReadersAct, unit: ChangedUnit) -> UnitView:
    return UnitView(unit.title, unit.number, _url(page, act, unit), unit.words, unit.semula, unit.menjadi)


def _url(page: PageContext, act: ReadersAct, unit: ChangedUnit) -> str | None:
    """Return where a changed unit stands: in the revision that brought it, or in the last one that had it."""
    tail = parse_address(unit.address).tail
    for held in (act.held, act.predecessor):
        if held and tail in held.units:
            return page.link("/".join((f"{act.document.id}@{held.revision.revision}", *tail)))
    return None
