"""What references lead to: documents that we hold, under one name, still valid, and not back where one came from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.addresses import parse_address
from generator.checks.reading.circles import circle_from, leads_of
from generator.checks.reading.headings import plain_title
from generator.checks.reading.pointing import pointers_of, references_of, referring_texts
from generator.checks.reading.reference_words import documents_named
from generator.checks.rule import Finding, Words, rule
from generator.kinds.change.schema import Change, Side
from generator.kinds.clause.schema import ScriptBlock, Speech
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.problems import Location
from generator.revisions.in_force import Status
from generator.survey import Entry, RevisionReading, Survey

LEADING = re.compile(r"^(?:lihat|sesuai|mengacu|merujuk|menurut|ikuti)\s+(?:pada\s+|ke\s+|dengan\s+)?", re.IGNORECASE)
DIGITS = re.compile(r"[0-9]+")
KIND_OF_DOCUMENT = re.compile(r"^(?:standar operasional prosedur|sop|prosedur|instruksi kerja|ik|pedoman)\s+")
SMALL = frozenset(["dan", "untuk", "atau", "di", "ke", "pada", "yang", "sop", "prosedur"])


@dataclass(slots=True)
class NamedDocument:
    """A document that the text names, with the places that do."""

    name: str
    places: list[tuple[Location, Entry[Model]]] = field(default_factory=list)


def _missing_documents(survey: Survey) -> dict[str, NamedDocument]:
    """Return the documents that texts send readers to and that we do not hold, under their plain names."""
    held = {plain_title(title) for title in _titles(survey)}
    found: dict[str, NamedDocument] = {}

    def add(name: str, place: Location, entry: Entry[Model]) -> None:
        shown = LEADING.sub("", name).strip(' .,;:"“”')
        found.setdefault(plain_title(shown), NamedDocument(shown)).places.append((place, entry))

    for reading in survey.revisions:
        for entry, position, reference in references_of(reading):
            if reference.state == "not-held":
                add(reference.text, entry.model.place("references", position), entry)
        for referring in referring_texts(reading):
            for phrase in documents_named(referring.letter):
                if not referring.is_covered(phrase) and not _is_held(phrase.words, held):
                    path, value = referring.text.found.path, referring.text.found.value
                    offset = max(value.find(phrase.words), 0)
                    add(phrase.words, referring.entry.model.place_in_text(*path, offset=offset), referring.entry)
    return found


def _titles(survey: Survey) -> Iterator[str]:
    for document in survey.library.documents.values():
        model = document.document
        yield from (each for each in (model.title, model.short_title, model.header_title) if each)


def _is_held(name: str, held: set[str]) -> bool:
    plain = plain_title(name)
    bare = KIND_OF_DOCUMENT.sub("", plain)
    return any(plain == title or bare == KIND_OF_DOCUMENT.sub("", title) for title in held)


@rule(
    "reference-document-not-held",
    message=Words(
        en="'{name}' is not among the documents; readers are sent to it from {places}",
        id="'{name}' tidak ada di antara dokumen; pembaca diarahkan ke sana dari {places}",
    ),
    hint=Words(
        en="ask for the document and take it over, or declare the reference `external`",
        id="mintalah dokumen itu dan masukkan, atau nyatakan rujukannya `external`",
    ),
    agent="Naskah “{name}” tidak tersedia di situs ini.",
)
def reference_document_not_held(survey: Survey) -> Iterator[Finding]:
    """The text sends its readers to a document that we do not hold.

    Why it matters: the step goes on in a text that the agent cannot open.

    Wrong:
        text: Lihat SOP Pengembalian Dana.
    Right:
        text: Lihat SOP Pengembalian Dana.
        references: [{text: SOP Pengembalian Dana, state: resolved, to: pengembalian-dana}]

    Limits: without a declaration, a document is known by words such as SOP or Instruksi Kerja before its name.
    """
    for named in _missing_documents(survey).values():
        place, entry = named.places[0]
        places = ", ".join(dict.fromkeys(_short(each) for _, each in named.places))
        also = [each for _, each in named.places[1:]]
        yield reference_document_not_held.finding(place, entry, also=also, name=named.name, places=places)


def _short(entry: Entry[Model]) -> str:
    return entry.unit.number or entry.address if entry.unit else entry.address


@rule(
    "reference-document-names",
    message=Words(
        en="'{name}' and '{other}' seem to be two names of one document",
        id="'{name}' dan '{other}' tampaknya dua nama untuk satu dokumen",
    ),
    hint=Words(
        en="ask the owner which name is right, and use it everywhere in the next revision",
        id="tanyakan nama yang benar kepada pemilik dokumen, lalu pakai di semua tempat pada revisi berikut",
    ),
)
def reference_document_names(survey: Survey) -> Iterator[Finding]:
    """One document is named in two ways.

    Why it matters: readers look for two documents, or find only one of them.

    Wrong:
        - {text: Lihat SOP Tagihan (Tanpa Kunjungan).}
        - {text: Lihat SOP Tagihan Pelanggan (Tanpa Kunjungan).}
    Right:
        - {text: Lihat SOP Tagihan Pelanggan (Tanpa Kunjungan).}
        - {text: Lihat SOP Tagihan Pelanggan (Tanpa Kunjungan).}

    Limits: it compares documents that we do not hold; names that differ in a number only are let pass.
    """
    earlier: list[tuple[str, NamedDocument]] = []
    for plain, named in _missing_documents(survey).items():
        twin = next((each for key, each in earlier if _are_alike(key, plain)), None)
        if twin is not None:
            place, entry = named.places[0]
            also = [twin.places[0][1]]
            values = {"name": named.name, "other": twin.name}
            yield reference_document_names.finding(place, entry, also=also, is_for_agents=False, **values)
        earlier.append((plain, named))


def _are_alike(one: str, other: str) -> bool:
    if DIGITS.sub("", one) == DIGITS.sub("", other):
        return False
    a, b = set(one.split()) - SMALL, set(other.split()) - SMALL
    if min(len(a), len(b)) >= 2 and (a <= b or b <= a):
        return True
    return len(a & b) >= 2 and difflib.SequenceMatcher(None, one, other).ratio() >= 0.85


@rule(
    "reference-circular",
    message=Words(
        en="'{words}' only leads on, and in the end back here: {circle}",
        id="'{words}' hanya meneruskan, dan akhirnya kembali ke sini: {circle}",
    ),
    hint=Words(
        en="ask the owner where the content stands that these places promise each other",
        id="tanyakan kepada pemilik dokumen di mana isi yang saling dijanjikan tempat-tempat ini",
    ),
    agent="“{words}” akhirnya kembali ke sini; isinya belum ada.",
)
def reference_circular(survey: Survey) -> Iterator[Finding]:
    """Places without content of their own refer to each other, or a place refers to itself.

    Why it matters: whoever follows the references never arrives at what is to be done.

    Wrong:
        - {number: A, id: siang, text: Sama dengan B., references: [{text: B, state: resolved, to: x/malam}]}
        - {number: B, id: malam, text: Sama dengan A., references: [{text: A, state: resolved, to: x/siang}]}
    Right:
        - {number: A, id: siang, text: Petugas mencatat laporan.}
        - {number: B, id: malam, text: Sama dengan A., references: [{text: A, state: resolved, to: x/siang}]}

    Limits: only references behind words such as "lihat" and "sama dengan" lead on.
    """
    for reading, pointer in pointers_of(survey):
        leads = {id(entry): found for entry in reading.clauses if (found := leads_of(reading, pointer, entry))}
        done: set[int] = set()
        for entry in (each for each in reading.clauses if id(each) in leads):
            circle = circle_from(entry, leads)
            if circle and id(entry) not in done:
                done |= {id(each) for each in circle}
                words = leads[id(entry)][0][0]
                path = " → ".join(_short(each) for each in [*circle, entry])
                place = entry.model.place("text")
                yield reference_circular.finding(place, entry, also=circle[1:], words=words, circle=path)


@rule(
    "reference-outdated",
    message=Words(
        en="'{to}' no longer holds: {since}",
        id="'{to}' tidak berlaku lagi: {since}",
    ),
    hint=Words(
        en="lead to what holds now, or ask the owner what took its place",
        id="arahkan ke yang berlaku sekarang, atau tanyakan penggantinya kepada pemilik dokumen",
    ),
    agent="Yang dirujuk di sini tidak berlaku lagi.",
    arises_with_time=True,
)
def reference_outdated(survey: Survey) -> Iterator[Finding]:
    """A place leads to a superseded revision, an expired document, or a sentence whose time is over.

    Why it matters: the agent says or does what held in the past.

    Wrong:
        references: [{text: SOP Layanan Chat, state: resolved, to: layanan-chat@1}]
    Right:
        references: [{text: SOP Layanan Chat, state: resolved, to: layanan-chat}]

    Limits: inside a change pair the sentences of both sides may stand.
    """
    for reading in survey.revisions:
        over = _over(survey, reading)
        for entry, position, reference in references_of(reading):
            since = _since(survey, reading, over, reference.to) if reference.to else None
            if since and reference.to:
                yield _outdated(entry, entry.model.place("references", position), reference.to, since)
        for used in reading.of(ScriptBlock, Speech):
            for name in _ids_of(used.model):
                target = reading.find(f"{reading.document.id}/{name.rsplit('/', 1)[-1]}")
                if target is not None and id(target.model) in over and used.nearest(Change) is None:
                    place = used.model.place("script" if isinstance(used.model, ScriptBlock) else "in_order")
                    yield _outdated(used, place, target.address, over[id(target.model)])


def _outdated(entry: Entry[Model], place: Location, to: str, since: str) -> Finding:
    return reference_outdated.finding(place, entry, to=to, since=since)


def _ids_of(model: Model) -> list[str]:
    items = [model.script] if isinstance(model, ScriptBlock) else []
    items += [*model.in_order, *model.one_of] if isinstance(model, Speech) else []
    return [each for each in items if isinstance(each, str)]


def _since(survey: Survey, reading: RevisionReading, over: dict[int, str], to: str) -> str | None:
    """Return what says that an address no longer holds; None when it does."""
    address = parse_address(survey.library.follow(to))
    document = survey.library.documents.get(address.head)
    target = reading.find(to)
    if target is not None and id(target.model) in over:
        return over[id(target.model)]
    if document is None or document.id == reading.document.id:
        return None
    held = survey.library.revision_of(address)
    status = document.status_of(held, survey.now) if held else None
    if held is None or status not in (Status.SUPERSEDED, Status.EXPIRED):
        return None
    return f"{document.id}@{held.revision.revision} ({status.value})"


def _over(survey: Survey, reading: RevisionReading) -> dict[int, str]:
    """Return the sentences whose time is over, with the change that says so."""
    found: dict[int, str] = {}
    for change in reading.of(Change):
        overlay = change.model.overlay
        until = overlay.effective.until if overlay else None
        if overlay and until is not None and until.date() < survey.on:
            script = reading.find(overlay.script)
            found.update({id(script.model): f"{change.address} (→ {until:%Y-%m-%d})"} if script else {})
        if change.model.kind == "permanent":
            before = next((each for each in change.inside if isinstance(each.model, Side)), None)
            for script in before.within(Script) if before else ():
                found[id(script.model)] = change.address
    return found
