"""Endings: a text that breaks off, or whose last word or mark leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.continuing import goes_on, has_content, has_words, items_of, next_with_words, words_of
from generator.checks.reading.nowhere import PointingNowhere
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.definition.schema import Definition
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, Survey, letter_of

_CONJUNCTION = re.compile(r"(?:^|[\s(*])(dan\s*/\s*atau|atau\s*/\s*dan|atau|dan|serta|maupun|ataupun)[\s*_)]*[,;:.]?$")
LAST_WORDS = 20
_CUT_OFF = re.compile(
    r"(?:^|\s)(?:dan\s*/\s*atau|atau|dan|serta|maupun|yang|untuk|dengan|pada|dari|kepada|karena|agar|supaya|oleh|bahwa"
    r"|sehingga|tetapi|adalah|yaitu|dalam|jika|apabila|di|ke)[.]?$|,$",
    re.IGNORECASE,
)


@rule(
    "conjunction-leads-nowhere",
    message=Words(
        en="'{word}' at the end leads to nothing of this list, or is missing at the items beside it",
        id="'{word}' di akhir butir tidak bersambung ke butir lain dalam daftar ini, atau tidak ada pada butir lainnya",
    ),
    hint=Words(
        en="say in the sentence before the list whether one of the items is enough, and end the items with a full stop",
        id="nyatakan sebelum daftar apakah cukup salah satu butir, dan akhiri butir-butirnya dengan titik",
    ),
    agent="Butir ini berakhir dengan “{word}”; SOP tidak menyebut apakah cukup salah satu atau semuanya.",
)
def conjunction_leads_nowhere(survey: Survey) -> Iterator[Finding]:
    """An item ends in `atau`, `dan` or `dan/atau`, and it is the last one, or only some of the items do.

    Why it matters: the agent cannot tell whether one of the items is enough or all are needed. It is one finding per
    list.

    Wrong:
        - {number: a, id: nomor, text: Nomor tiket atau}
        - {number: b, id: telepon, text: Nomor telepon}
        - {number: c, id: alamat, text: Alamat atau}
    Right:
        - {number: a, id: nomor, text: Nomor tiket atau}
        - {number: b, id: telepon, text: Nomor telepon atau}
        - {number: c, id: alamat, text: Alamat}
    """
    for reading in survey.revisions:
        done: set[tuple[int, str]] = set()
        for entry in reading.clauses:
            found = _CONJUNCTION.search(words_of(entry))
            if found is None or any(has_words(each) for each in entry.inside):
                continue
            items = items_of(entry)
            key = (items[0].position, found[1])
            if key in done or not _is_astray(entry, items):
                continue
            done.add(key)
            last = next(each for each in reversed(items) if _ends_open(each))
            yield conjunction_leads_nowhere.finding(_end(last.model, "text"), last, also=items, word=found[1])


def _ends_open(entry: Entry[Model]) -> bool:
    return _CONJUNCTION.search(words_of(entry)) is not None and not any(has_words(each) for each in entry.inside)


def _is_astray(entry: Entry[Model], items: list[Entry[Model]]) -> bool:
    if _ends_open(items[-1]):
        following = next_with_words(items[-1])
        if following is None or isinstance(following.model, Clause):
            return True
        return any(_ends_open(each) for each in items[:-2]) and not all(_ends_open(each) for each in items[:-1])
    middle = items[:-1]
    is_usual = len(middle) > 1 and entry is middle[-1] and not any(_ends_open(each) for each in middle[:-1])
    return not is_usual and not all(_ends_open(each) for each in middle)


@rule(
    "sentence-cut-off",
    message=Words(en="the text breaks off: '{words}'", id="teks terputus: '{words}'"),
    hint=Words(
        en="complete the sentence, or record what is lost as a gap of kind lost",
        id="lengkapi kalimatnya, atau catat bagian yang hilang sebagai gap lost",
    ),
    agent="Kalimat ini terputus (“{words}”); kelanjutannya tidak ada.",
)
def sentence_cut_off(survey: Survey) -> Iterator[Finding]:
    """A text ends with a comma or a word that needs another, and nothing follows.

    Why it matters: what is missing may be the very condition or the exception.

    Wrong:
        - {id: catat, text: Petugas mencatat laporan pada SIGMA dengan}
    Right:
        - {id: catat, text: Petugas mencatat laporan pada SIGMA dengan kategori KELUHAN.}

    Limits: items of a list may end with a comma where another item follows.
    """
    for reading in survey.revisions:
        for entry in reading.of(Clause, Script, FaqEntry, Definition):
            key, letter = _own_words(entry.model)
            found = _CUT_OFF.search(letter, max(len(letter) - LAST_WORDS, 0)) if letter else None
            if found is None or letter.isupper():
                continue
            if isinstance(entry.model, Clause) and (_CONJUNCTION.search(letter) or _goes_on_or_lists(entry)):
                continue
            if isinstance(entry.model, FaqEntry) and any(has_words(each) for each in entry.inside):
                continue
            if isinstance(entry.model, Definition) and entry.model.is_implied:
                continue
            yield sentence_cut_off.finding(_end(entry.model, key), entry, words=f"…{letter[-40:].lstrip()}")


def _goes_on_or_lists(entry: Entry[Model]) -> bool:
    """Tell whether something follows a clause: a body, a block, or the next item of its list."""
    return goes_on(entry, with_data=True) or entry is not items_of(entry)[-1]


def _own_words(model: Model) -> tuple[str, str]:
    if isinstance(model, FaqEntry):
        return "answer", letter_of(model.answer or "").rstrip()
    if isinstance(model, Branch) and not model.text:
        return "branch", letter_of(model.branch).rstrip()
    if isinstance(model, Clause | Script | Definition):
        return "text", letter_of(model.text or "").rstrip()
    return "", ""


@rule(
    "colon-leads-nowhere",
    message=Words(
        en="the text ends with a colon and nothing follows: '{words}'",
        id="teks diakhiri titik dua dan tidak ada kelanjutannya: '{words}'",
    ),
    hint=Words(
        en="add what the colon announces, or a gap of kind lost or open-question",
        id="tambahkan isinya, atau gap lost atau open-question",
    ),
    agent="Yang diumumkan dengan “{words}” tidak ada.",
)
def colon_leads_nowhere(survey: Survey) -> Iterator[Finding]:
    """A text ends with a colon, and what it announces does not follow.

    Why it matters: the list, the sentence or the steps have been lost.

    Wrong:
        - {number: a, id: data, text: "Petugas menanyakan data berikut:"}
        - {number: b, id: catat, text: Petugas mencatat laporan.}
    Right:
        - {number: a, id: data, text: "Petugas menanyakan data berikut:", body: [{ask: {data: [nama]}}]}
        - {number: b, id: catat, text: Petugas mencatat laporan.}
    """
    nowhere = PointingNowhere(survey)
    for reading in survey.revisions:
        for entry in reading.clauses:
            words = words_of(entry) if entry.model.text else ""
            if (
                words.endswith(":")
                and not goes_on(entry, with_data=True)
                and not any(entry.gaps())
                and not nowhere.holds(entry, words)
            ):
                yield colon_leads_nowhere.finding(_end(entry.model, "text"), entry, words=_tail(words))
        for answer in reading.of(FaqEntry):
            words = letter_of(answer.model.answer or "").rstrip()
            if words.endswith(":") and not has_content(answer) and not nowhere.holds(answer, words):
                yield colon_leads_nowhere.finding(_end(answer.model, "answer"), answer, words=_tail(words))


def _end(model: Model, key: str) -> Location:
    """Return the place of the last letter of a text."""
    written = str(getattr(model, key) or "").rstrip()
    return model.place_in_text(key, offset=max(len(written) - 1, 0))


def _tail(words: str) -> str:
    return words if len(words) <= 60 else f"…{words[-60:].partition(' ')[2]}"
