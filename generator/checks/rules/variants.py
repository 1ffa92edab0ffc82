"""Question variants (`similar`): each asks for the answer that it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

from generator.checks.reading.alike_texts import CONTRASTS
from generator.checks.reading.answers import Answer, Phrase, answers_in
from generator.checks.reading.content_words import FUNCTION_WORDS
from generator.checks.rule import Finding, Words, rule
from generator.kinds.glossary.schema import Term
from generator.survey import Survey

# Measured on real SOPs and FAQs with variants that stand where they belong, and with the same variants put at another
# answer. Of a variant's words, weighed by their rarity, its own answer has at most OWN, the other at least OTHER; and
# one heading or variant of the other is that much like it, which is less when its own answer has hardly any of them.
OWN, HARDLY = 0.4, 0.2
OTHER = 0.9
ALIKE, ALIKE_WHEN_HARDLY = 0.55, 0.4
# Words that its own answer has and the other phrase has not tell the two apart.
APART = 0.02
FEWEST_WORDS = 2


@rule(
    "variant-fits-better",
    message=Words(
        en="'{variant}' is answered rather at {other}, where '{phrase}' stands",
        id="'{variant}' lebih dijawab oleh {other}, yang memuat '{phrase}'",
    ),
    hint=Words(
        en="move it there, or name in it what only this answer says",
        id="pindahkan ke sana, atau sebutkan di dalamnya apa yang hanya dikatakan jawaban ini",
    ),
)
def variant_fits_better(survey: Survey) -> Iterator[Finding]:
    """A question variant has the words of another answer, and hardly any of its own.

    Why it matters: search finds answers by how people ask for them; a variant in the wrong place leads an agent with
    a customer on the line to the wrong answer.

    Wrong:
        - id: ganti-nomor
          question: Bagaimana mengganti nomor HP?
          answer: Buka menu Profil.
          similar: [cara unduh bukti bayar]
        - id: bukti-bayar
          question: Bagaimana mengunduh bukti bayar?
          answer: Buka menu Riwayat.
    Right:
        - id: ganti-nomor
          question: Bagaimana mengganti nomor HP?
          answer: Buka menu Profil.
        - id: bukti-bayar
          question: Bagaimana mengunduh bukti bayar?
          answer: Buka menu Riwayat.
          similar: [cara unduh bukti bayar]

    Limits: answers are compared by their words, so a variant in words that neither has is left alone. Variants that
    differ from the other's in a number or a negation, and those of undefined terms, are not looked at; what stands
    around an answer or inside it is no other.
    """
    answers = list(answers_in(survey))
    if not any(phrase.position is not None for answer in answers for phrase in answer.phrases):
        return
    found_by = _Words(answers)
    for answer in answers:
        for variant in answer.phrases if not isinstance(answer.entry.model, Term) else ():
            if variant.position is not None and (better := _better(answer, variant, found_by)):
                yield variant_fits_better.finding(
                    answer.entry.model.place("similar", variant.position),
                    answer.entry,
                    also=[better.answer.entry],
                    variant=variant.text,
                    other=better.answer.entry.address,
                    phrase=better.phrase.text,
                )


@dataclass(frozen=True, slots=True)
class _Fit:
    """Another answer and its heading or variant that is most like a variant."""

    answer: Answer
    phrase: Phrase
    likeness: float


class _Words:
    """Which answers have a word, and how much it says: the rarer, the more."""

    def __init__(self, answers: list[Answer]) -> None:
        self._answers = answers
        self._having: dict[str, set[int]] = {}
        for position, answer in enumerate(answers):
            for word in answer.words:
                self._having.setdefault(word, set()).add(position)
        self._weights = {word: log(1 + len(answers) / len(having)) for word, having in self._having.items()}

    def weight(self, words: Iterable[str]) -> float:
        """Return how much some words say together; summed in one order, so that a run repeats itself."""
        return sum(map(self._weights.__getitem__, sorted(words)))

    def having_most(self, words: frozenset[str]) -> list[Answer]:
        """Return the answers that have `OTHER` of the words, in reading order."""
        whole = self.weight(words)
        may_miss = (1 - OTHER) * whole
        needed = [self._having[word] for word in words if self._weights[word] > may_miss]
        found = set.intersection(*sorted(needed, key=len)) if needed else self._having_one_of(words, may_miss)
        having = (self._answers[position] for position in sorted(found))
        return [answer for answer in having if self.weight(words & answer.words) >= OTHER * whole]

    def _having_one_of(self, words: frozenset[str], may_miss: float) -> set[int]:
        """Return the answers with one of the rarest words, which together weigh more than what may be missing."""
        found: set[int] = set()
        for word in sorted(words, key=lambda each: (-self._weights[each], each)):
            found |= self._having[word]
            may_miss -= self._weights[word]
            if may_miss < 0:
                break
        return found


def _better(own: Answer, variant: Phrase, words: _Words) -> _Fit | None:
    """Return the answer that a variant fits better than its own; the likest of several, the first of equal ones."""
    asked = variant.words
    if len(asked - FUNCTION_WORDS) < FEWEST_WORDS:
        return None
    whole = words.weight(asked)
    known = asked & own.without(variant)
    share = words.weight(known) / whole
    if share > OWN:
        return None
    best: _Fit | None = None
    for other in words.having_most(asked):
        if _are_one(own, other):
            continue
        for phrase in other.phrases:
            likeness = _likeness(asked, phrase.words, known, words)
            if likeness >= (ALIKE if share > HARDLY else ALIKE_WHEN_HARDLY) and _is_more(likeness, other, best):
                best = _Fit(other, phrase, likeness)
    return best


def _likeness(asked: frozenset[str], phrase: frozenset[str], known: frozenset[str], words: _Words) -> float:
    """Return the weighed share of common words (Dice); 0 when a word tells the two apart."""
    common = words.weight(asked & phrase)
    whole = words.weight(asked)
    if not common or any(word in CONTRASTS or word[0].isdigit() for word in asked ^ phrase):
        return 0.0
    if words.weight(known - phrase - FUNCTION_WORDS) > APART * whole:
        return 0.0
    return 2 * common / (whole + words.weight(phrase))


def _is_more(likeness: float, other: Answer, best: _Fit | None) -> bool:
    if best is None:
        return True
    return (likeness, best.answer.entry.address) > (best.likeness, other.entry.address)


def _are_one(own: Answer, other: Answer) -> bool:
    """Tell whether one stands around the other, or both in two revisions of one document."""
    first, second = own.entry, other.entry
    if first.document_id == second.document_id and first.revision_key != second.revision_key:
        return True
    return (
        first.document_id == second.document_id
        and first.revision_key == second.revision_key
        and (first.position <= second.position <= first.last or second.position <= first.position <= second.last)
    )
