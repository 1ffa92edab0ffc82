"""Living with findings: what the controller has said of them, and what has become of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks.rule import Finding, State
from generator.checks.rules import all_rules, find_rule
from generator.kinds.accepted.schema import Acceptance, AcceptedFile, AcceptedFinding
from generator.kinds.settings.schema import CheckerFile, RuleSetting
from generator.library import Library
from generator.model.validate import ModelT, validate
from generator.problems import Location, Problem, Severity, error, warning
from generator.suggest import did_you_mean
from generator.yaml_source import read_yaml

Key = tuple[str, str, str]
"""Code, address, fingerprint."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings of a run with what was said of them.

    Attributes:
        findings: All of them, in the order they came.
        problems: What is wrong with what was said: entries in vain, expired ones, unknown codes.
    """

    findings: list[Finding]
    problems: list[Problem]


def weigh(library: Library, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings with the severity that settings give them; those of rules that are off are left out.

    Of two settings about the same finding the later one wins.
    """
    weights: dict[tuple[str, str | None], tuple[int, str]] = {}
    for position, setting in enumerate(rule_settings(library)):
        documents: list[str | None] = [*setting.documents] or [None]
        weights |= {(setting.code, document): (position, setting.weight) for document in documents}
    for finding in findings:
        document = finding.address.partition("/")[0]
        said = [weights[key] for key in ((finding.code, None), (finding.code, document)) if key in weights]
        weight = max(said)[1] if said else finding.severity.value
        if weight == finding.severity:
            yield finding
        elif weight != "off":
            yield replace(finding, severity=Severity(weight))


def settle(library: Library, findings: Iterable[Finding]) -> Settled:
    """Return the findings with the state that accepted.yml gives them, and what is wrong with accepted.yml."""
    said: dict[Key, Acceptance] = {}
    for entry in acceptances(library):
        for each in entry.findings:
            said.setdefault(key_of_entry(library, entry, each), entry)
    settled: list[Finding] = []
    met: dict[Key, State] = {}
    for finding in findings:
        entry_of_it = said.get(key_of(finding))
        settled.append(finding.settled(entry_of_it, library.on) if entry_of_it else finding)
        met[key_of(finding)] = settled[-1].state
    return Settled(settled, [*_entries(library, met), *_settings(library)])


def key_of(finding: Finding) -> Key:
    """Return what tells a finding from others: its rule, its place and the words that were looked at."""
    return (finding.code, finding.address, finding.fingerprint)


def key_of_entry(library: Library, entry: Acceptance, found: AcceptedFinding) -> Key:
    """Return the key of the finding that an entry means; it moves with its unit when a redirect says so."""
    return (entry.code, library.follow(found.at), found.fingerprint)


def acceptances(library: Library) -> list[Acceptance]:
    """Return the entries of accepted.yml, in its order."""
    return [entry for file in _files(library, AcceptedFile) for entry in file.accepted]


def rule_settings(library: Library) -> list[RuleSetting]:
    """Return the settings of rules, in the order of their file."""
    return [setting for file in _files(library, CheckerFile) for setting in file.rules]


def _entries(library: Library, met: dict[Key, State]) -> Iterator[Problem]:
    first: dict[Key, Location] = {}
    for entry in acceptances(library):
        yield from _code(entry)
        keys = [key_of_entry(library, entry, each) for each in entry.findings]
        if entry.until is not None and any(met.get(key) is State.EXPIRED for key in keys):
            yield warning(entry.place("until"), "acceptance-expired", code=entry.code, day=entry.until.isoformat())
        for position, (key, each) in enumerate(zip(keys, entry.findings, strict=True)):
            place = entry.place("findings", position, "at")
            if key in first:
                yield error(place, "acceptance-twice", code=entry.code, address=each.at, first=first[key])
            elif key not in met and is_surveyed(library) and _is_always_there(entry.code):
                yield warning(place, "acceptance-in-vain", code=entry.code, address=each.at)
            first.setdefault(key, place)


def _is_always_there(code: str) -> bool:
    """Tell whether a rule finds the same on every day; what arises with time is not there yet on an earlier one."""
    rule = find_rule(code)
    return rule is not None and not rule.arises_with_time


def is_surveyed(library: Library) -> bool:
    """Tell whether the rules have looked at everything, so that a finding that is missing has really gone.

    They leave out what could not be read whole, and a finding may look at more than the unit it is reported at.
    """
    return not library.unreadable


def _settings(library: Library) -> Iterator[Problem]:
    documents = sorted(library.documents)
    for setting in rule_settings(library):
        yield from _code(setting)
        if "documents" in setting.model_fields_set and not setting.documents:
            yield error(setting.place("documents"), "rule-documents-empty")
        for position, document in enumerate(setting.documents):
            if document not in library.documents and library.is_decidable(document):
                place = setting.place("documents", position)
                yield error(place, "rule-document-unknown", document=document, known=", ".join(documents))


def _code(model: Acceptance | RuleSetting) -> Iterator[Problem]:
    if find_rule(model.code):
        return
    if meant := did_you_mean(model.code, [rule.code for rule in all_rules()]):
        yield error(model.place("code"), "rule-unknown-meant", code=model.code, meant=meant)
    else:
        yield error(model.place("code"), "rule-unknown", code=model.code)


def _files(library: Library, kind: type[ModelT]) -> Iterator[ModelT]:
    for file in library.content.files.values():
        if isinstance(file.model, kind):
            yield file.model


def read_rule_settings(content_path: Path) -> list[RuleSetting]:
    """Return the settings of rules, without reading any other content; none when their file has faults."""
    path = content_path / "settings" / "checker.yml"
    if not path.is_file():
        return []
    node, problems = read_yaml(path.read_bytes(), path.name)
    model = validate(node, CheckerFile)[0] if node is not None and not problems else None
    return model.rules if model else []
