"""Findings as a rule would make them, without content."""

import datetime as dt
from collections.abc import Iterator

from generator.checks.rule import Finding, Rule, Words
from generator.kinds.accepted.schema import Acceptance, Decision
from generator.problems import Location, Severity
from generator.survey import Survey

TODAY = dt.date(2026, 2, 1)


def nothing(_survey: Survey) -> Iterator[Finding]:
    """A script is short."""
    yield from ()


def rule_of(*, severity: Severity = Severity.WARNING, arises_with_time: bool = False) -> Rule:
    message = Words(en="'{id}' is 100% short: so, odd", id="'{id}' pendek")
    hint = Words(en="write", id="tulis")
    return Rule(
        "script-short", severity, message, hint, "Kalimat '{id}' pendek.", arises_with_time, nothing, "findings"
    )


def finding(
    *, severity: Severity = Severity.WARNING, arises_with_time: bool = False, place: Location | None = None
) -> Finding:
    rule = rule_of(severity=severity, arises_with_time=arises_with_time)
    return Finding(
        location=place or Location("content/a.yml", 3, 5),
        code=rule.code,
        values={"id": "sapaan"},
        severity=severity,
        rule=rule,
        address="kasir/sapaan",
        revision="1",
        others=("kasir/menyapa",),
        fingerprint="f1:abcdefghijklmnop",
        is_for_agents=True,
    )


def settled(decision: Decision, *, until: str | None = None, severity: Severity = Severity.WARNING) -> Finding:
    said = Acceptance.model_construct(
        code="script-short",
        decision=decision,
        findings=[],
        reason="Pemilik sudah ditanya.\nMenunggu.",
        by="Pengendali dokumen",
        said_on=dt.date(2026, 1, 15),
        until=dt.date.fromisoformat(until) if until else None,
    )
    return finding(severity=severity).settled(said, TODAY)
