"""Formats and tables: what a row or a case settles, the sentence for it and its examples say one thing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.format_levels import Levels, Stated, examples_in, holders_of, scripts_in
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import ExampleItem
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row, Table
from generator.model.base import Model
from generator.problems import Severity
from generator.survey import Entry, RevisionReading, Survey, letter_of

# Words for levels of an area that a table need not know; who names one of them has not left the level out.
AREA_WORDS = ("kelurahan", "desa", "kecamatan", "kabupaten", "kota", "provinsi", "kel.", "kec.", "kab.", "prov.")


@rule(
    "placeholder-against-table",
    message=Words(
        en="the sentence has {letter} ({filled}), the row or case around it states '{value}'",
        id="kalimat memuat {letter} ({filled}), sedangkan baris atau kasusnya menyatakan '{value}'",
    ),
    hint=Words(
        en="ask the owner which of them is meant; mend the sentence if the copy is wrong",
        id="tanyakan kepada pemilik dokumen mana yang dimaksud; perbaiki kalimatnya bila salinannya keliru",
    ),
    severity=Severity.ERROR,
    agent="Format menyebut {filled}; tabel menyebut {value}. Pastikan dahulu sebelum disampaikan.",
)
def placeholder_against_table(survey: Survey) -> Iterator[Finding]:
    """A sentence asks for another value than the row of the table, or the case, that it belongs to.

    Why it matters: the customer is told of a whole province where one district is meant, or the other way round.

    Wrong:
        facts: [{fact: level-wilayah, is: Kota}]
        body:
          - script: {id: format-kota, text: "Saat ini ada gangguan di {Kecamatan}."}

    Right:
        facts: [{fact: level-wilayah, is: Kota}]
        body:
          - script: {id: format-kota, text: "Saat ini ada gangguan di {Kota}."}

    Limits: only facts of which a value is also the name of a placeholder; a row without typed facts is read by the
    cell that is one of the values.
    """
    levels = Levels(survey.library)
    for reading in survey.revisions:
        for stated, entry, script, value, letter in _wrong_scripts(reading, levels):
            is_own = entry.model is script
            place = script.place_in_text("text", offset=max(script.text.find(letter), 0))
            yield placeholder_against_table.finding(
                place if is_own else entry.model.location,
                entry,
                also=[stated.holder],
                letter=letter,
                filled=value,
                value=stated.value,
            )


def _wrong_scripts(reading: RevisionReading, levels: Levels) -> Iterator[tuple[Stated, Entry[Model], Script, str, str]]:
    """Yield what a row states, the sentence in it, and the other value with its placeholder; the nearest row counts."""
    seen: set[tuple[str, str, int]] = set()
    for holder, found in reversed(list(holders_of(reading, levels))):
        for stated in found:
            for entry, script in scripts_in(holder, reading):
                key = (stated.fact, script.id, entry.position)
                if key not in seen:
                    seen.add(key)
                    filled = levels.filled_in(script, stated.fact)
                    if filled and all(value != stated.value for value, _ in filled):
                        yield stated, entry, script, *filled[0]


@rule(
    "example-against-table",
    message=Words(
        en="the example names {named}, the row or case around it states '{value}'",
        id="contoh menyebut {named}, sedangkan baris atau kasusnya menyatakan '{value}'",
    ),
    hint=Words(
        en="ask the owner which of them is meant; mend the example if the copy is wrong",
        id="tanyakan kepada pemilik dokumen mana yang dimaksud; perbaiki contohnya bila salinannya keliru",
    ),
    severity=Severity.ERROR,
    agent="Contoh menyebut {named}; tabel menyebut {value}.",
)
def example_against_table(survey: Survey) -> Iterator[Finding]:
    """An example names another level than the row of the table, or the case, that it belongs to.

    Why it matters: agents copy the example, not the table.

    Wrong:
        facts: [{fact: level-wilayah, is: Kecamatan}]
        body: [{examples: {speaker: agent, items: [{text: Saat ini ada gangguan di Kota Contoh.}]}}]

    Right:
        facts: [{fact: level-wilayah, is: Kecamatan}]
        body: [{examples: {speaker: agent, items: [{text: Saat ini ada gangguan di Kecamatan Contoh.}]}}]

    Limits: a level counts before a name (`Kota Contoh`); where the format itself asks for that level, only the format
    is reported.
    """
    levels = Levels(survey.library)
    for reading in survey.revisions:
        seen: set[tuple[str, int]] = set()
        for holder, found in reversed(list(holders_of(reading, levels))):
            for stated in found:
                asked = {
                    each
                    for _, script in scripts_in(holder, reading)
                    for each, _ in levels.filled_in(script, stated.fact)
                }
                for item in _items(holder):
                    named = levels.named(letter_of(item.model.text), stated.fact)
                    if (stated.fact, item.position) in seen or not named:
                        continue
                    seen.add((stated.fact, item.position))
                    if all(value != stated.value and value not in asked for value, _ in named):
                        yield example_against_table.finding(
                            item.model.place_in_text("text", offset=named[0][1]),
                            item,
                            also=[holder],
                            named=named[0][0],
                            value=stated.value,
                        )


def _items(holder: Entry[Model]) -> list[Entry[ExampleItem]]:
    return [item for examples in examples_in(holder) for item in examples.within(ExampleItem)]


@rule(
    "example-without-level",
    message=Words(
        en="this example does not name the level ({value}) of the area; other rows do: “{other}”",
        id="contoh ini tidak menyebut tingkat wilayahnya ({value}); baris lain menyebutnya: “{other}”",
    ),
    hint=Words(
        en="ask the owner how the placeholder is filled in: the name alone, or the level and the name",
        id="tanyakan kepada pemilik dokumen cara mengisinya: nama saja, atau tingkat wilayah dan namanya",
    ),
    agent="Contoh ini tidak menyebut {value}; pada baris lain tingkat wilayahnya disebut.",
)
def example_without_level(survey: Survey) -> Iterator[Finding]:
    """Examples of one row leave out the word that the examples of the other rows begin the name with.

    Why it matters: nobody knows whether `{Kelurahan}` is filled with the bare name or with the word and the name.

    Wrong:
        - {cells: {level: Kota}, body: [examples: {items: [{text: Gangguan di Kota Contoh.}]}]}
        - {cells: {level: Kelurahan}, body: [examples: {items: [{text: Gangguan di Wilayah Asri.}]}]}

    Right:
        - {cells: {level: Kota}, body: [examples: {items: [{text: Gangguan di Kota Contoh.}]}]}
        - {cells: {level: Kelurahan}, body: [examples: {items: [{text: Gangguan di Kelurahan Asri.}]}]}

    Limits: one finding per row.
    """
    levels = Levels(survey.library)
    for reading in survey.revisions:
        rows = [(holder, stated) for holder, stated in holders_of(reading, levels) if isinstance(holder.model, Row)]
        for holder, found in rows:
            table = holder.nearest(Table)
            for stated in found:
                items = _items(table) if table else []
                named = [each for each in items if levels.named(letter_of(each.model.text), stated.fact)]
                bare = next(
                    (each for each in _items(holder) if _leaves_out(each, holder, stated, reading, levels)), None
                )
                if bare and named:
                    yield example_without_level.finding(
                        bare.model.place("text"),
                        bare,
                        also=[named[0]],
                        value=stated.value,
                        other=letter_of(named[0].model.text),
                    )


def _leaves_out(
    item: Entry[ExampleItem], holder: Entry[Model], stated: Stated, reading: RevisionReading, levels: Levels
) -> bool:
    """Tell whether an example has no word for a level although its format has a place for one."""
    letter = letter_of(item.model.text)
    if levels.named(letter, stated.fact) or any(word in letter.casefold() for word in AREA_WORDS):
        return False
    scripts = [script for _, script in scripts_in(holder, reading)]
    own = [each for each in scripts if each.id in item.model.instance_of] or scripts
    return any(levels.filled_in(each, stated.fact) for each in own)
