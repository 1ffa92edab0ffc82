"""References out of a public library: nothing public names what is not, and nothing is left without its sense."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from generator.addresses import parse_address
from generator.audience.library import PublicLibrary
from generator.checks import flows, references, structure
from generator.checks.scope import models_with_revision
from generator.kinds.clause.schema import ExampleItem
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.flow.schema import Flow, FlowNode, Interrupt
from generator.kinds.script.placeholders import placeholders_of, recogniser_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import SiteFile
from generator.library import SITE_FILE, HeldRevision, Library
from generator.model.base import Model
from generator.model.walk import addresses, texts
from generator.problems import Location, Problem, error, has_errors, sort_problems
from generator.render.overview.addresses import URLS
from generator.text.markdown_subset import find_references

LINK: Final = re.compile(r"(?:\]\(|\]:\s*|href=[\"']?)<?([^\s)>\"']+)")
"""The target of a link in a hand-written page: in Markdown, as a reference, or in HTML."""


def problems_of(made: PublicLibrary) -> list[Problem]:
    """Return why a public edition cannot be made, in file order; empty when it can."""
    whole = made.visible.library
    if whole.site.public is None:
        place = whole.content.files[SITE_FILE].model.location
        return [error(place, "audience-site-unnamed")]
    if not made.library.documents and not made.library.content.pages:
        return [error(Location(whole.content.root), "audience-nothing-public")]
    found = [*_fields(made), *_pages(made)]
    # What the checks find in the rest and not in the whole is the effect of something that is missing from it.
    return sort_problems(found if has_errors(found) else [*found, *_broken(made)])


def _fields(made: PublicLibrary) -> Iterator[Problem]:
    checker = _Checker(made)
    for model, held in models_with_revision(made.library):
        if not isinstance(model, SiteFile):
            yield from checker.problems(model, held)
    site = made.visible.library.site.public
    if site is not None:
        yield from checker.problems(site, None)


class _Checker:
    """Looks at one public model after another."""

    def __init__(self, made: PublicLibrary) -> None:
        self.made = made
        self.library = made.library
        self.recogniser = recogniser_of(made.visible.library)

    def problems(self, model: Model, held: HeldRevision | None) -> Iterator[Problem]:
        """Yield a problem for each thing that a public model names and that is not public."""
        origin = self.made.origin(model)
        for address, place in self.named(model, origin, held):
            if not self.leads(address, held):
                yield error(place, "audience-reference", address=address)
        if isinstance(model, Script):
            yield from self.placeholders(model, origin)
        if isinstance(model, FaqEntry) and not (model.answer or model.body or model.gap):
            yield error(origin.location, "audience-without-answer", id=model.id)

    def named(self, model: Model, origin: Model, held: HeldRevision | None) -> Iterator[tuple[str, Location]]:
        """Yield the addresses that a model names in fields and in words, and where."""
        for found in addresses(model):
            if found.value not in found.role.kinds:
                yield found.value, origin.place(*found.path)
        for text in texts(model):
            if text.role.is_markup and "[[" in text.value:
                for reference in find_references(text.value):
                    yield reference.address, origin.place_in_text(*text.path, offset=reference.start)
        if held is not None:
            for key, local_id in _local_names(model):
                yield f"{held.document}/{local_id}", origin.place(key)

    def leads(self, address: str, held: HeldRevision | None) -> bool:
        """Tell whether an address leads to something public."""
        if self.library.find_from(held, address) is not None:
            return True
        parsed = parse_address(self.library.follow(address))
        document = self.library.documents.get(parsed.head)
        if document is None or parsed.tail:
            return False
        return not parsed.revision or parsed.revision in document.revisions

    def placeholders(self, script: Script, origin: Model) -> Iterator[Problem]:
        """Yield a problem for each placeholder in a script that public readers would take for words."""
        named = dict.fromkeys(span.placeholder_id for span in placeholders_of(script, self.recogniser))
        for placeholder in named:
            if placeholder and placeholder not in self.library.shared:
                yield error(origin.place("text"), "audience-placeholder", placeholder=placeholder)


def _local_names(model: Model) -> Iterator[tuple[str, str]]:
    """Yield the key and the local id of whatever a model names by its id in the same revision."""
    if isinstance(model, FlowNode):
        named: list[tuple[str, str | None]] = [("gap", model.gap), ("flow", model.flow)]
    elif isinstance(model, Interrupt):
        named = [("flow", model.flow)]
    elif isinstance(model, ExampleItem):
        named = [("instance_of", each) for each in model.instance_of]
    elif isinstance(model, Flow):
        nodes = (node for matrix in model.matrices for column in matrix.columns for node in column.nodes)
        named = [("matrices", node.partition("/")[0]) for node in nodes if "/" in node]
    else:
        named = []
    yield from ((key, local_id) for key, local_id in named if local_id is not None)


def _pages(made: PublicLibrary) -> Iterator[Problem]:
    """Yield a problem for each link of a public hand-written page to a page that is not public."""
    whole = made.visible.library
    for path, page in made.library.content.pages.items():
        for found in LINK.finditer(page.text):
            target = posixpath.normpath(found[1].partition("#")[0].removeprefix("/"))
            head = target.split("/")[0].removesuffix(".md")
            is_hidden = head in whole.documents and head not in made.library.documents
            is_hidden |= target in whole.content.pages and target not in made.library.content.pages
            if is_hidden or (f"{head}/" == URLS["open-points"]):
                yield error(Location(f"{whole.content.root}/{path}"), "audience-reference", address=found[1])


def _broken(made: PublicLibrary) -> Iterator[Problem]:
    """Yield what is wrong with the public library alone, as far as nothing else has said why."""
    known = {problem.code for problem in made.visible.library.problems}
    for problem in _checked(made.library):
        if problem.code not in known:
            yield error(problem.location, "audience-incomplete", code=problem.code)
    for document in made.library.documents.values():
        for key, held in document.revisions.items():
            if held.term != made.visible.library.documents[document.id].revisions[key].term:
                place = made.origin(held.revision).place("effective")
                yield error(place, "audience-incomplete", code="zone-unknown")


def _checked(library: Library) -> Iterator[Problem]:
    yield from library.problems
    for check in (structure.check, references.check, flows.check):
        yield from check(library)
