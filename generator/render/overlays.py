"""Temporary instructions: which script they bring and which they replace, inside the time of their revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from generator.kinds.change.schema import Change, Overlay
from generator.library import HeldDocument, HeldRevision, Library, Unit
from generator.render.validity import Validity, shared_clock, span_of_window, validity_of_span, written
from generator.revisions.spans import Span, followed, span_of


@dataclass(frozen=True, slots=True)
class HeldOverlay:
    """A temporary instruction with the revision that gives it.

    Attributes:
        overlay: What it says.
        unit: The change it belongs to.
        held: Its revision.
        span: Its window inside the time of that revision: it ends with a withdrawal, and begins not before it.
        validity: The same for pages.
    """

    overlay: Overlay
    unit: Unit
    held: HeldRevision
    span: Span
    validity: Validity


@dataclass(frozen=True, slots=True)
class Overlays:
    """The temporary instructions of a build.

    Attributes:
        live: Those of revisions in force and of coming ones, in the order of the documents and their texts.
        brought: Script to the first of them that brings it.
        replacing: Script to those that take its place for a time, by their first moments.
    """

    live: tuple[HeldOverlay, ...] = ()
    brought: dict[str, HeldOverlay] = field(default_factory=dict)
    replacing: dict[str, list[HeldOverlay]] = field(default_factory=dict)
    _own: dict[tuple[str, str], tuple[HeldOverlay, ...]] = field(default_factory=dict)
    _by_change: dict[int, HeldOverlay] = field(default_factory=dict)

    def of(self, change: Change) -> HeldOverlay | None:
        """Return the instruction of a change pair; None when it has none."""
        return self._by_change.get(id(change))

    def bringing(self, address: str, held: HeldRevision | None = None) -> HeldOverlay | None:
        """Return the instruction that brings a script.

        Args:
            address: The script.
            held: The revision whose script is meant; instructions of its own document count as that revision has
                them. None: what is in force, or coming.
        """
        own = [each for each in self._of(held) if each.overlay.script == address]
        if own:
            return own[0]
        found = self.brought.get(address)
        is_of_other_revision = held is not None and found is not None and found.held.document == held.document
        return None if is_of_other_revision else found

    def replacing_of(self, address: str, held: HeldRevision | None = None) -> list[HeldOverlay]:
        """Return the instructions that take a script's place for a time, by their first moments.

        Args:
            address: The script.
            held: The revision whose page shows it, where that is neither in force nor coming.
        """
        found = self.replacing.get(address, [])
        if held is None or any(each.held is held for each in self.live):
            return found
        own = [each for each in self._of(held) if each.overlay.replaces == address]
        return [*(each for each in found if each.held.document != held.document), *own]

    def _of(self, held: HeldRevision | None) -> tuple[HeldOverlay, ...]:
        return self._own.get((held.document, held.revision.revision), ()) if held else ()


def overlays_of(library: Library) -> Overlays:
    """Collect the temporary instructions of every revision that readers see."""
    live: list[HeldOverlay] = []
    own: dict[tuple[str, str], tuple[HeldOverlay, ...]] = {}
    for document in library.documents.values():
        in_use = followed(document, library.now)
        for held in document.shown:
            if found := tuple(_overlays(document, held, library)):
                own[document.id, held.revision.revision] = found
                live += found if held in in_use else ()
    brought: dict[str, HeldOverlay] = {}
    replacing: dict[str, list[HeldOverlay]] = {}
    for each in live:
        brought.setdefault(each.overlay.script, each)
        if not each.span.is_empty(library.now.tzinfo):
            replacing.setdefault(each.overlay.replaces, []).append(each)
    joined = {address: list(_joined(found, library)) for address, found in replacing.items()}
    by_change = {id(each.unit.model): each for found in own.values() for each in found}
    return Overlays(tuple(live), brought, joined, own, by_change)


def decisive_of(overlays: list[HeldOverlay]) -> HeldOverlay | None:
    """Return the instruction that says most of a script now: the one that holds, else the next one, else the last."""
    for state in ("in-force", "upcoming"):
        if found := next((each for each in overlays if each.validity.state == state), None):
            return found
    return overlays[-1] if overlays else None


def replaced_attributes(overlays: list[HeldOverlay]) -> Markup:
    """Return the attributes of a script that temporary instructions replace, with a space before them."""
    decisive = decisive_of(overlays)
    if decisive is None:
        return Markup("")
    clock = shared_clock(bound for each in overlays for bound in (each.span.start, each.span.end))
    times = [(written(each.span.start, clock), written(each.span.end, clock)) for each in overlays]
    from_, until = times[overlays.index(decisive)]
    found = Markup(' data-sigap-replaced-from="{}"').format(from_)
    if until:
        found += Markup(' data-sigap-replaced-until="{}"').format(until)
    if len(times) > 1:
        found += Markup(' data-sigap-replaced="{}"').format(" ".join("/".join(each) for each in times))
    return found + Markup(' data-sigap-clock="{}"').format(clock)


def _overlays(document: HeldDocument, held: HeldRevision, library: Library) -> Iterator[HeldOverlay]:
    around = span_of(document, held, library.now)
    for unit in held.units.values():
        if isinstance(unit.model, Change) and (overlay := unit.model.overlay):
            span = span_of_window(overlay.effective, library).cut_to(around, library.now.tzinfo)
            yield HeldOverlay(overlay, unit, held, span, validity_of_span(span, library))


def _joined(found: list[HeldOverlay], library: Library) -> Iterator[HeldOverlay]:
    """Yield instructions by their first moments; one that the next revision carries on is one."""
    zone = library.now.tzinfo
    last: HeldOverlay | None = None
    for each in sorted(found, key=lambda each: each.span.start.instant(zone) if each.span.start else library.now):
        if last and last.overlay.script == each.overlay.script and last.span.end == each.span.start:
            span = Span(last.span.start, each.span.end, each.span.ends_by)
            last = replace(last, span=span, validity=validity_of_span(span, library))
            continue
        if last:
            yield last
        last = each
    if last:
        yield last
