"""Holding a reply that is kept as evidence against the act that it is to show."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.settings.schema import Person
from generator.library import Library
from generator.problems import Location, Problem, error
from generator.revisions.acts.words import word_of
from generator.revisions.packs.reply import Reply, read_reply, text_of_reply
from generator.revisions.register.entry import Entry
from generator.revisions.short_code import is_code_of


def reply_problem(library: Library, entry: Entry, data: bytes, place: Location) -> Problem | None:
    """Return that a reply says something else than the act that is about to be recorded.

    Args:
        library: Knows the person's name.
        entry: The line, with its person, its evidence and the fingerprint of the text as it is.
        data: The evidence.
        place: Where the problem is reported.

    Returns:
        The problem; None where the reply says the same, or holds no sentence of a review pack: a scan, other words.
    """
    reply = read_reply(text_of_reply(data))
    if reply is None or entry.evidence is None:
        return None
    different = ", ".join(_differences(library, entry, reply))
    if not different:
        return None
    said = f"{word_of(reply.act)} {reply.document} {reply.revision} {reply.code} ({reply.name})"
    return error(place, "act-reply-other", name=entry.evidence.name, said=said, different=different)


def _differences(library: Library, entry: Entry, reply: Reply) -> Iterator[str]:
    person = library.setting(entry.person, Person)
    if reply.document != entry.document:
        yield "document"
    if reply.revision != entry.revision:
        yield "revision"
    if reply.act is not entry.act:
        yield "act"
    if entry.purpose:  # the sentence is about a text that is to come out, never about one that is to go
        yield "purpose"
    if not is_code_of(reply.code, entry.fingerprint):
        yield "code"
    if person is not None and reply.name.casefold() != " ".join(person.name.split()).casefold():
        yield "name"
