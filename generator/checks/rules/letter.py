"""Letter: faults that can be seen in the words of one text, whatever it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.paired_marks import MARKS, unpaired
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Branch, Clause, ExampleItem
from generator.kinds.definition.schema import Definition
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import FlowEdge, FlowNode
from generator.kinds.script.schema import Script, Slot
from generator.kinds.settings.schema import Placeholder
from generator.kinds.unit import Erratum, Reference, Unit
from generator.model.base import Model
from generator.survey import Survey, Text, is_sample, letter_of

_MARK_PARTS: frozenset[type[Model]] = frozenset((Erratum, Reference, Slot, FlowNode, FlowEdge, Figure))
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,}) \1(?![\w-])", re.IGNORECASE)
_DOUBLED_MARK = re.compile(r",\s?,|;;|,\.(?!\.)|\?\.(?!\.)|(?<![.\s])\.\.(?=\s|$)|(?<=[^\W\d_]{4}):\s?\.(?!\.)")
_TWO_MARKS = re.compile(r"[,;.?:] ?[,;.]")
_FILLER = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b|\b(?:TBD|TBC|TBA|TODO|FIXME)\b|(?<![\w*#])[xX]{3,}(?![\w*])|\?{3,}|_{4,}"
    r"|\b(?:isi|tulis|ketik|masukkan|tambahkan|lengkapi)(?:kan|lah)?(?: teks| kalimat| jawaban| data)? ?di ?sini\b"
    r"|\b(?:akan|perlu|harus|belum) (?:di)?(?:lengkapi|isi|tulis|tambahkan) (?:kemudian|nanti|menyusul)\b"
    r"|[(\[<](?:menyusul|belum ada|belum diisi|isi|teks|contoh teks|kosong|draft|draf)[)\]>]|\bcoming soon\b"
    r"|\b(?:insert|your) text here\b",
    re.IGNORECASE,
)
_FILLER_HINTS = (
    "lorem", "dolor", "tbd", "tbc", "tba", "todo", "fixme", "xxx", "???", "____", "sini", "menyusul", "kemudian",
    "nanti", "belum ", "isi", "teks", "kosong", "draf", "coming", "here",
)  # fmt: skip
_ASKS = re.compile(
    r"^(?:apa|apakah|bagaimana|bagaimanakah|berapa|berapakah|kapan|kapankah|di ?mana|ke mana|dari mana|siapa|mengapa"
    r"|kenapa|bolehkah|bisakah|dapatkah|adakah|perlukah)\b",
    re.IGNORECASE,
)


def _prose(survey: Survey) -> Iterator[Text]:
    """Yield the texts to the source's letter that somebody reads or says; what a picture or screen shows is none."""
    for reading in survey.revisions:
        for text in reading.texts:
            if text.found.role.is_verbatim and type(text.entry.model) not in _MARK_PARTS:
                yield text


def _is_marked(text: Text, offset: int, length: int = 1) -> bool:
    """Tell whether the author has marked the words at an offset as a fault of the source."""
    model = text.entry.model
    for erratum in model.errata if isinstance(model, Clause | Unit) else []:
        at = text.letter.find(erratum.letter)
        while at >= 0:
            if at < offset + length and offset < at + len(erratum.letter):
                return True
            at = text.letter.find(erratum.letter, at + 1)
    return False


@rule(
    "mark-unpaired",
    message=Words(en="the mark {mark} has no partner: {words}", id="tanda {mark} tidak berpasangan: {words}"),
    hint=Words(
        en="add the missing mark, or mark the fault of the source as an erratum",
        id="tambahkan tanda yang hilang, atau tandai kesalahan naskah itu sebagai erratum",
    ),
    agent="Tanda kurung atau kutip pada teks ini tidak lengkap; batas kata yang disampaikan tidak pasti.",
)
def mark_unpaired(survey: Survey) -> Iterator[Finding]:
    """A bracket or quotation mark is opened and not closed, closed and not opened, or closed by another one.

    Why it matters: where the words to say, the label to click or the exception end is not certain.

    Wrong:
        - {id: simpan, text: Petugas memilih "Simpan pada SIGMA (formulir tiket.}
    Right:
        - {id: simpan, text: Petugas memilih "Simpan" pada SIGMA (formulir tiket).}

    Limits: straight and curly quotation marks count as one kind; apostrophes and item marks such as `a)` are left out.
    """
    for text in _prose(survey):
        if MARKS.isdisjoint(text.found.value) or is_sample(text.entry):
            continue
        if isinstance(text.entry.model, Definition) and text.entry.model.is_implied:
            continue
        fault = unpaired(text.letter)
        if fault is None or _is_marked(text, fault[0]) or _is_whole_with_case(text):
            continue
        offset, mark = fault
        words = text.letter[max(0, offset - 15) : offset + 25].strip()
        yield mark_unpaired.finding(text.place(offset), text.entry, mark=mark, words=f"…{words}…")


def _is_whole_with_case(text: Text) -> bool:
    """Tell whether a case and what is done then only close their marks together."""
    model = text.entry.model
    if not isinstance(model, Branch) or not model.text:
        return False
    return unpaired(f"{letter_of(model.branch)} {letter_of(model.text)}") is None


@rule(
    "word-doubled",
    message=Words(en="the word '{word}' stands twice", id="kata '{word}' tertulis dua kali"),
    hint=Words(en="delete one of them, or write a hyphen between them", id="hapus salah satu, atau beri tanda hubung"),
)
def word_doubled(survey: Survey) -> Iterator[Finding]:
    """A word stands twice in a row.

    Why it matters: it is read out or sent as it stands, and often another word is missing in its place.

    Wrong:
        - {id: catat, text: Petugas mencatat mencatat laporan.}
    Right:
        - {id: catat, text: Petugas mencatat laporan.}
    """
    for text in _prose(survey):
        found = _DOUBLED.search(text.letter) if _may_be_doubled(text.letter) else None
        if found and not _is_marked(text, found.start(), len(found[0])) and not is_sample(text.entry):
            yield word_doubled.finding(text.place(found.start()), text.entry, is_for_agents=False, word=found[1])


def _may_be_doubled(letter: str) -> bool:
    """Tell whether two neighbouring words are alike: a quick look that spares most texts the search."""
    words = letter.casefold().split()
    return any(map(str.startswith, words[1:], words))


@rule(
    "punctuation-doubled",
    message=Words(
        en="two punctuation marks stand side by side: '{marks}'", id="dua tanda baca berdampingan: '{marks}'"
    ),
    hint=Words(en="keep the one that is meant", id="pertahankan yang dimaksud"),
)
def punctuation_doubled(survey: Survey) -> Iterator[Finding]:
    """Two punctuation marks stand side by side of which one is too many.

    Why it matters: something may have been cut out between them.

    Wrong:
        - {id: catat, text: "Petugas mencatat nama,, alamat dan keluhan.."}
    Right:
        - {id: catat, text: "Petugas mencatat nama, alamat dan keluhan."}
    """
    for text in _prose(survey):
        found = None if isinstance(text.entry.model, ExampleItem) else _doubled_mark(text.letter)
        if found and not _is_marked(text, found.start(), len(found[0])) and not is_sample(text.entry):
            yield punctuation_doubled.finding(
                text.place(found.start()), text.entry, is_for_agents=False, marks=found[0]
            )


def _doubled_mark(letter: str) -> re.Match[str] | None:
    """Return two marks of which one is too many; most texts have no two marks side by side."""
    return _DOUBLED_MARK.search(letter) if _TWO_MARKS.search(letter) else None


@rule(
    "filler-left",
    message=Words(en="'{words}' stands where the text is to come", id="'{words}' masih ada di tempat teks seharusnya"),
    hint=Words(
        en="write the text, or record a gap with the question to the owner",
        id="tulis teksnya, atau catat gap beserta pertanyaan untuk pemilik dokumen",
    ),
    agent="Bagian ini belum diisi (“{words}”).",
)
def filler_left(survey: Survey) -> Iterator[Finding]:
    """A text still holds words that only keep a place: lorem ipsum, TBD, xxx, isi di sini.

    Why it matters: it is published as it stands, and somebody reads it out.

    Wrong:
        - {id: kalimat, text: Tulis kalimat di sini}
    Right:
        - {id: kalimat, text: Mohon maaf atas gangguan ini.}

    Limits: what settings declare as the spelling of a placeholder is none.
    """
    aliases = [alias for entry in survey.shared.of(Placeholder) for alias in entry.model.aliases]
    for text in _prose(survey):
        folded = text.found.value.casefold()
        if not any(hint in folded for hint in _FILLER_HINTS) or is_sample(text.entry):
            continue
        found = next((each for each in _FILLER.finditer(text.letter) if not _is_alias(each, text, aliases)), None)
        if found:
            yield filler_left.finding(text.place(found.start()), text.entry, words=found[0])


def _is_alias(found: re.Match[str], text: Text, aliases: list[str]) -> bool:
    model = text.entry.model
    slots = [slot.letter for slot in model.slots] if isinstance(model, Script) else []
    if isinstance(model, Definition) and model.is_implied:
        return True
    return any(found[0] in alias and alias in text.letter for alias in (*aliases, *slots))


@rule(
    "question-unmarked",
    message=Words(en="the question ends without a question mark", id="pertanyaan ini tidak diakhiri tanda tanya"),
    hint=Words(en="add the question mark", id="tambahkan tanda tanya"),
)
def question_unmarked(survey: Survey) -> Iterator[Finding]:
    """A question that begins with a question word has no question mark.

    Why it matters: little to agents; it tells where a line of the source was cut or two were joined.

    Wrong:
        - {id: ganti-sandi, question: Bagaimana mengganti kata sandi}
    Right:
        - {id: ganti-sandi, question: "Bagaimana mengganti kata sandi?"}
    """
    for reading in survey.revisions:
        for entry in reading.of(FaqEntry):
            letter = letter_of(entry.model.question).strip()
            if _ASKS.match(letter) and "?" not in letter:
                yield question_unmarked.finding(entry.model.place("question"), entry, is_for_agents=False)
