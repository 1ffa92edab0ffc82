"""Rules of our own, in place of all real ones: what tests say of findings stays true whatever rules there are."""

from collections.abc import Iterator

import pytest

from generator.checks.rule import DECLARED, Finding, Rule, Words, rule
from generator.checks.rules import load_rules
from generator.kinds.clause.schema import Clause
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.script.schema import Script
from generator.problems import Severity
from generator.survey import Survey

SHORT, LONG, OLD, LOUD = "script-short", "answer-long", "fee-old", "answer-loud"


def invent(monkeypatch: pytest.MonkeyPatch, *, severity: Severity = Severity.WARNING) -> dict[str, Rule]:
    """Declare three rules; a test's end brings the real ones back."""
    load_rules()
    monkeypatch.setattr(DECLARED, "rules", {})

    @rule(
        SHORT,
        message=Words(en="script '{id}' is 100% short: nobody, says it", id="skrip '{id}' pendek"),
        hint=Words(en="write more", id="tulis lebih banyak"),
        agent="Kalimat ini pendek.",
        severity=severity,
    )
    def script_short(survey: Survey) -> Iterator[Finding]:
        """A script is short.

        Why it matters: somebody may
        say nothing.

        Wrong:
            text: Ya.

        Right:
            text: Ya, benar.
        """
        for revision in survey.revisions:
            for entry in revision.of(Script):
                also = revision.of(Clause)[1:2]
                yield script_short.finding(entry.model.place("text"), entry, also=also, id=entry.model.id)

    @rule(LONG, message=Words(en="part {part} is long", id="bagian {part} panjang"), hint=Words(en="cut", id="potong"))
    def answer_long(survey: Survey) -> Iterator[Finding]:
        """An answer is long, in both of its parts."""
        for entry in (each for revision in survey.revisions for each in revision.of(FaqEntry)):
            yield answer_long.finding(entry.model.place("answer"), entry, part=1)
            yield answer_long.finding(entry.model.place("answer"), entry, part=2)

    @rule(OLD, message=Words(en="old", id="lama"), hint=Words(en="ask", id="tanya"), arises_with_time=True)
    def fee_old(survey: Survey) -> Iterator[Finding]:
        """A document is old after 2026-06-01."""
        for head in (revision.head for revision in survey.revisions if survey.on.isoformat() > "2026-06-01"):
            yield fee_old.finding(head.model.place("issued_on"), head)

    return DECLARED.rules


def invent_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare one rule, which finds nothing in content without exclamation marks in a row."""
    load_rules()
    monkeypatch.setattr(DECLARED, "rules", {})

    @rule(LOUD, message=Words(en="the answer shouts", id="jawaban berteriak"), hint=Words(en="say it", id="ucapkan"))
    def answer_loud(survey: Survey) -> Iterator[Finding]:
        """An answer shouts."""
        for revision in survey.revisions:
            for entry in revision.of(FaqEntry):
                if "!!" in (entry.model.answer or ""):
                    yield answer_loud.finding(entry.model.place("answer"), entry)
