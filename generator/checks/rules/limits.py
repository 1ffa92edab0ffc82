"""Limits: the number of a sentence, the typed condition beside it, and the same limit elsewhere agree."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.bounds_said import contrary_words
from generator.checks.reading.decisions import conditions_of
from generator.checks.reading.facts import Facts
from generator.checks.reading.limits_said import Limit, differing_limits, limits_in
from generator.checks.reading.quantities import figures_beside_words, number_of, quantities
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import AskBlock, Clause
from generator.kinds.flow.schema import FlowEdge
from generator.problems import Severity
from generator.survey import Survey, letter_of


@rule(
    "condition-against-text",
    message=Words(
        en="the condition says '{fact}: {value}', the words beside it say '{said}'",
        id="syarat menyatakan '{fact}: {value}', sedangkan kalimatnya menyebut '{said}'",
    ),
    hint=Words(en="mend the condition; the words are the source's", id="perbaiki syaratnya; kalimat mengikuti sumber"),
    severity=Severity.ERROR,
    agent="Syarat bertuliskan {value}; kalimatnya menyebut {said}.",
)
def condition_against_text(survey: Survey) -> Iterator[Finding]:
    """A condition states another bound than the sentence or the label it stands for.

    Why it matters: guided steps and flows follow the condition, readers the words; one of them goes wrong.

    Wrong:
        branch: Apabila lebih dari 24 jam,
        when: [{fact: lama-menunggu, is: "> 12 jam"}]

    Right:
        branch: Apabila lebih dari 24 jam,
        when: [{fact: lama-menunggu, is: "> 24 jam"}]

    Limits: only sentences that state a number in a unit of the same kind; a span says as much as its two bounds.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        for entry in (*reading.of(Clause), *reading.of(FlowEdge)):
            for key, conditions in zip(("when", "unless"), conditions_of(entry.model), strict=True):
                for position, condition in enumerate(conditions):
                    if said := contrary_words(condition, key, entry, facts):
                        yield condition_against_text.finding(
                            entry.model.place(key, position, "is"),
                            entry,
                            fact=condition.fact,
                            value=condition.is_,
                            said=said,
                        )


@rule(
    "ask-against-text",
    message=Words(
        en="`at_least` is {typed}, the sentence or the list has {said}",
        id="`at_least` bernilai {typed}, sedangkan kalimat atau daftarnya memuat {said}",
    ),
    hint=Words(
        en="let `at_least` and the listed data agree with the sentence",
        id="samakan `at_least` dan daftar datanya dengan kalimat",
    ),
    severity=Severity.ERROR,
    agent="Jumlah data yang ditanyakan ({typed}) berbeda dengan yang disebut ({said}).",
)
def ask_against_text(survey: Survey) -> Iterator[Finding]:
    """A question asks for another number of data than its sentence, or for more than it lists.

    Why it matters: the agent verifies too little, or waits for a datum that nobody named.

    Wrong:
        text: Petugas menanyakan minimal 2 (dua) data, yaitu nama dan nomor pelanggan.
        body:
          - ask: {data: [nama, nomor-pelanggan], at_least: 1}

    Right:
        text: Petugas menanyakan minimal 2 (dua) data, yaitu nama dan nomor pelanggan.
        body:
          - ask: {data: [nama, nomor-pelanggan], at_least: 2}
    """
    for reading in survey.revisions:
        for entry in reading.of(AskBlock):
            ask = entry.model.ask
            clause = entry.nearest(Clause)
            words = f"{letter_of(ask.text or '')} {letter_of(clause.model.text or '') if clause else ''}"
            said = [each for each in quantities(words) if each.kind == "data"]
            typed = ask.at_least if ask.at_least is not None else None
            if typed is not None and said and all(each.value != typed for each in said):
                found = f"{said[0].value} data"
            elif typed is not None and typed > len(ask.data):
                found = f"{len(ask.data)} data"
            else:
                continue
            also = [clause] if clause else []
            yield ask_against_text.finding(
                entry.model.place("ask", "at_least"), entry, also=also, typed=typed, said=found
            )


@rule(
    "number-against-word",
    message=Words(
        en="'{written}' says two numbers: {digits} and {words}",
        id="'{written}' menyebut dua angka: {digits} dan {words}",
    ),
    hint=Words(
        en="ask the owner which of them is meant; mend it if the copy is wrong",
        id="tanyakan kepada pemiliknya mana yang dimaksud; perbaiki bila salinannya keliru",
    ),
    severity=Severity.ERROR,
    agent="Angka dan hurufnya berbeda: {written}.",
)
def number_against_word(survey: Survey) -> Iterator[Finding]:
    """A number in digits and the word beside it in brackets say different things.

    Why it matters: the page tells two limits in one breath, and nobody knows which one was meant.

    Wrong:
        text: Apabila pelanggan tidak merespons selama 3 (dua) menit.

    Right:
        text: Apabila pelanggan tidak merespons selama 3 (tiga) menit.

    Limits: number words up to billions; fractions are not read.
    """
    for reading in survey.readings:
        for text in reading.texts:
            for found in figures_beside_words(text.found.value):
                digits, words = found["n"], found["w"]
                figure = digits.replace(".", "").lstrip("0") or "0"
                if number_of(words) is not None and str(number_of(words)) != figure:
                    place = text.found.model.place_in_text(*text.found.path, offset=found.start())
                    written = letter_of(" ".join(found[0].split()))
                    yield number_against_word.finding(place, text.entry, written=written, digits=digits, words=words)


@rule(
    "limit-differs",
    message=Words(
        en="'{matter}' has two limits: '{here}' here and '{there}' in {other}",
        id="'{matter}' punya dua batas: '{here}' di sini dan '{there}' pada {other}",
    ),
    hint=Words(
        en="mend the wrong one, or type the condition that tells the two cases apart",
        id="perbaiki yang keliru, atau tuliskan syarat yang membedakan keduanya",
    ),
    agent="Batas untuk {matter} berbeda: {here} di sini, {there} di tempat lain.",
)
def limit_differs(survey: Survey) -> Iterator[Finding]:
    """The same matter has one limit in one place and another one elsewhere in the document.

    Why it matters: the customer is promised 24 hours by one agent and 3 days by the next.

    Wrong:
        - {id: janji, text: Keluhan diselesaikan paling lambat 24 jam sejak tiket dibuat.}
        - {id: penutup, text: Sampaikan bahwa keluhan diselesaikan paling lambat 48 jam sejak tiket dibuat.}

    Right:
        - {id: janji, text: Keluhan diselesaikan paling lambat 24 jam sejak tiket dibuat.}
        - {id: penutup, text: Sampaikan bahwa keluhan diselesaikan paling lambat 24 jam sejak tiket dibuat.}

    Limits: a matter is the same when a label or a purpose is, or when most words around the limit are; conditions
    that exclude each other tell two cases apart, and what a change pair supersedes is not compared.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        for here, there in differing_limits(limits_in(reading, facts), facts):
            yield _finding_of(here, there)


def _finding_of(here: Limit, there: Limit) -> Finding:
    return limit_differs.finding(
        here.place,
        here.entry,
        also=[there.entry],
        matter=here.matter,
        here=here.written,
        there=there.written,
        other=there.entry.address,
    )
