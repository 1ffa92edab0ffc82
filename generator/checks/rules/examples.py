"""Examples and their formats: an example is what its format says, with the placeholders filled in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.format_instances import Format, left_open
from generator.checks.reading.format_levels import Levels, scripts_in
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import ExampleItem, Examples
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import WordingClass
from generator.survey import Entry, RevisionReading, Survey, letter_of

UNSTATED = "unstated"
# Beside formats of one body, an example that shares fewer words than this with each of them is of something else.
RELATED = 0.5


@rule(
    "example-not-instance",
    message=Words(
        en="the example is not what its format ({formats}) says with the placeholders filled in: {why}",
        id="contoh ini bukan isi dari formatnya ({formats}): {why}",
    ),
    hint=Words(
        en="name the right format under `instance_of`, or ask the owner which words hold",
        id="sebutkan format yang benar pada `instance_of`, atau tanyakan kata-kata mana yang berlaku",
    ),
    agent="Contoh ini berbeda dari formatnya; ikuti formatnya.",
)
def example_not_instance(survey: Survey) -> Iterator[Finding]:
    """An example says something else than the format that it is an example of.

    Why it matters: an agent who copies the example says what no format allows.

    Wrong:
        - script: {id: format-1, text: "Gangguan mengenai sebagian pelanggan di {Kota}."}
        - examples: {items: [{text: Gangguan mengenai beberapa rumah di Kota Contoh., instance_of: [format-1]}]}

    Right:
        - script: {id: format-1, text: "Gangguan mengenai sebagian pelanggan di {Kota}."}
        - examples: {items: [{text: Gangguan mengenai sebagian pelanggan di Kota Contoh., instance_of: [format-1]}]}

    Limits: where words may be altered, most words that carry the meaning must be there, and the same amounts and
    denials; without `instance_of`, the formats of the same body are looked at.
    """
    fixed = {each.id for each in survey.library.settings(WordingClass) if each.is_fixed} | {UNSTATED}
    levels = Levels(survey.library)
    for reading in survey.revisions:
        for block in reading.of(Examples):
            if block.model.speaker != "agent":
                continue
            beside = _formats_beside(block, reading, levels, fixed)
            for item in block.within(ExampleItem):
                own = _named_formats(item.model, reading, levels, fixed)
                why = _what_differs(letter_of(item.model.text), own, beside)
                if why:
                    names = ", ".join(each.script.id for each in own or beside)
                    yield example_not_instance.finding(item.model.place("text"), item, formats=names, why=why)


def _format(script: Script, levels: Levels, fixed: set[str]) -> Format:
    return Format(script, levels.spans(script), script.wording.wording_class in fixed)


def _formats_beside(block: Entry[Examples], reading: RevisionReading, levels: Levels, fixed: set[str]) -> list[Format]:
    """Return the sentences with placeholders in the body in which examples stand."""
    body = block.parent.parent if block.parent else None
    scripts = scripts_in(body, reading) if body else []
    return [each for each in (_format(script, levels, fixed) for _, script in scripts) if each.spans]


def _named_formats(item: ExampleItem, reading: RevisionReading, levels: Levels, fixed: set[str]) -> list[Format]:
    scripts = [reading.held.part(each, Script) for each in item.instance_of]
    inline = {entry.model.id: entry.model for entry in reading.of(Script)} if None in scripts else {}
    found = [script or inline.get(name) for script, name in zip(scripts, item.instance_of, strict=True)]
    return [_format(each, levels, fixed) for each in found if each is not None]


def _what_differs(example: str, own: list[Format], beside: list[Format]) -> str | None:
    """Return in what an example is no instance; None when it is one."""
    formats = own or beside
    if not formats or (not own and max(each.share(example) for each in formats) < RELATED):
        return None
    if (letter := left_open(example)) and any(each.spans for each in formats):
        return letter
    if not any(each.is_instantiated_by(example) for each in formats):
        return f"“{max(formats, key=lambda each: each.share(example)).letter}”"
    foreign = own and beside and all(each.script.id not in {other.script.id for other in beside} for each in own)
    if foreign and any(each.matches_literally(example) for each in beside):
        return f"“{own[0].letter}”"
    return None


@rule(
    "example-choice-unknown",
    message=Words(
        en="the example has '{word}' where its format {format} has the choice {choices}",
        id="contoh memakai '{word}', sedangkan format {format} memberi pilihan {choices}",
    ),
    hint=Words(
        en="ask the owner whether '{word}' may be said; if so, the format should name it",
        id="tanyakan kepada pemilik dokumen apakah '{word}' boleh dipakai; bila boleh, format seharusnya menyebutnya",
    ),
    agent="Contoh memakai “{word}”; pilihan pada format: {choices}.",
)
def example_choice_unknown(survey: Survey) -> Iterator[Finding]:
    """An example fills a choice of its format with a word that is none of the choices.

    Why it matters: either the example breaks its format, or the format leaves out a word that is allowed.

    Wrong:
        - script: {id: format-1, text: "Saat ini aliran air Bapak/Ibu {Nama Pelanggan} terganggu."}
        - examples: {items: [{text: Saat ini aliran air Kak Dewi terganggu., instance_of: [format-1]}]}

    Right:
        - script: {id: format-1, text: "Saat ini aliran air Bapak/Ibu {Nama Pelanggan} terganggu."}
        - examples: {items: [{text: Saat ini aliran air Ibu Dewi terganggu., instance_of: [format-1]}]}

    Limits: one finding per format; the place of the choice is known by the two words before it.
    """
    levels = Levels(survey.library)
    for reading in survey.revisions:
        told: set[str] = set()
        for item in reading.of(ExampleItem):
            for each in _named_formats(item.model, reading, levels, set()):
                unknown = each.unknown_choice(letter_of(item.model.text))
                if unknown and each.script.id not in told:
                    told.add(each.script.id)
                    word, choices = unknown
                    yield example_choice_unknown.finding(
                        item.model.place("text"), item, word=word, choices=choices, format=each.script.id
                    )
