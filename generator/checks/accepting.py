"""Writing accepted.yml: what the controller says of findings, added to what stands there already.

The file is edited as a tree that holds comments too, written in the form of `sigap fmt`, read back and checked
before it takes the place of the old one in one step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection as Names
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.checks import check_library
from generator.checks.acceptance import Key, acceptances, is_surveyed, key_of, key_of_entry
from generator.checks.accepting_text import Gone, edited
from generator.checks.rule import Finding
from generator.checks.rules import all_rules, find_rule
from generator.content import Content, ContentFile
from generator.disk import write_whole
from generator.kinds.accepted.schema import Acceptance, AcceptedFile, AcceptedFinding, Decision
from generator.kinds.registry import kind_of_file
from generator.library import Library
from generator.messages import load_catalogue
from generator.model.validate import validate
from generator.placing import build_library
from generator.problems import Problem, Severity
from generator.suggest import did_you_mean
from generator.yaml_source import read_yaml

ACCEPTED = "accepted.yml"


class AcceptError(Exception):
    """Nothing was written; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the controller says.

    Attributes:
        code: The rule.
        addresses: Where; none: at every address with a finding that is not settled.
        decision, reason, by, said_on, until: As in accepted.yml.
    """

    code: str
    addresses: tuple[str, ...]
    decision: Decision
    reason: str
    by: str
    said_on: dt.date
    until: dt.date | None = None


@dataclass(slots=True)
class Written:
    """What became of accepted.yml.

    Attributes:
        settled: The findings that are settled now, as they are from now on.
        removed: Code and address of what was taken out.
        problems: Why the file is left as it was.
    """

    settled: list[Finding] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def accept(content_path: Path, library: Library, findings: list[Finding], word: Word) -> Written:
    """Add what the controller says of findings, in place of what was said of them before.

    Raises:
        AcceptError: There is no such finding, or the file would not hold.
    """
    if broken := _broken(library):
        return Written(problems=broken)
    chosen = _chosen(findings, word)
    keys = {key_of(finding) for finding in chosen}
    addresses = {finding.address for finding in chosen}
    there = {key_of(finding) for finding in findings}
    gone: Gone = set()
    for position, entry in enumerate(acceptances(library)):
        for inner, each in enumerate(entry.findings):
            key = key_of_entry(library, entry, each)
            is_stale = key not in there and is_surveyed(library) and key[1] in addresses
            if entry.code == word.code and (key in keys or is_stale):
                gone.add((position, inner))
    return _write(content_path, library, gone, _entry(word, chosen))


def _entry(word: Word, chosen: list[Finding]) -> Acceptance:
    """Return the new entry as it is given; what it says is checked when its text has been read back."""
    return Acceptance.model_construct(
        code=word.code,
        decision=word.decision,
        findings=[AcceptedFinding.model_construct(at=each.address, fingerprint=each.fingerprint) for each in chosen],
        reason="\n".join(line.rstrip() for line in word.reason.strip().splitlines()),
        by=word.by.strip(),
        said_on=word.said_on,
        until=word.until,
    )


def prune(content_path: Path, library: Library, findings: list[Finding]) -> Written:
    """Take out what is said in vain.

    Raises:
        AcceptError: Some content could not be read, so nobody knows what is in vain.
    """
    if broken := _broken(library):
        return Written(problems=broken)
    if not is_surveyed(library):
        raise AcceptError(
            "some files could not be read, so nobody knows what is in vain; mend what `sigap check` names"
        )
    there = {key_of(finding) for finding in findings}
    gone = {
        (position, inner)
        for position, entry in enumerate(acceptances(library))
        for inner, each in enumerate(entry.findings)
        if find_rule(entry.code) and key_of_entry(library, entry, each) not in there
    }
    return _write(content_path, library, gone, None) if gone else Written()


def _broken(library: Library) -> list[Problem]:
    """Return what is wrong with accepted.yml when it stands there and could not be read."""
    content = library.content
    if ACCEPTED in content.files:
        return []
    return [each for each in content.problems if each.location.source_path == f"{content.root}/{ACCEPTED}"]


def _chosen(findings: list[Finding], word: Word) -> list[Finding]:
    """Return the findings that are meant, each once; every address that was named has one."""
    _require_rule(word.code)
    of_rule = [finding for finding in findings if finding.code == word.code and finding.address]
    waiting = {key_of(finding): finding for finding in of_rule if not finding.state.is_settled}
    chosen = [each for each in waiting.values() if not word.addresses or each.address in word.addresses]
    for address in word.addresses:
        if not any(each.address == address for each in chosen):
            raise AcceptError(_nothing_at(address, word.code, of_rule))
    if not chosen:
        raise AcceptError(
            f"nothing to settle: no finding '{word.code}' is new or expired; `sigap check` names findings"
        )
    return chosen


def _require_rule(code: str) -> None:
    if find_rule(code):
        return
    if code in load_catalogue("en").sentences:
        raise AcceptError(
            f"'{code}' is no finding of a rule but a fault that must be mended; `sigap check` says where it is"
        )
    meant = did_you_mean(code, [rule.code for rule in all_rules()])
    hint = f"did you mean '{meant}'?" if meant else "`sigap rules` lists all codes"
    raise AcceptError(f"no rule has the code '{code}'; {hint}")


def _nothing_at(address: str, code: str, of_rule: list[Finding]) -> str:
    there = next((finding for finding in of_rule if finding.address == address), None)
    if there is not None:
        return (
            f"the finding '{code}' of '{address}' is settled already: {there.state}; edit accepted.yml to change that"
        )
    meant = did_you_mean(address, {finding.address for finding in of_rule})
    hint = f"did you mean '{meant}'?" if meant else "`sigap check` says where it has one"
    return f"'{address}' has no finding '{code}'; {hint}"


def _write(content_path: Path, library: Library, gone: Gone, entry: Acceptance | None) -> Written:
    path = content_path / ACCEPTED
    before = path.read_bytes() if ACCEPTED in library.content.files else b""
    text = edited(before, gone, entry)
    after = _checked(library, text, _expected(acceptances(library), gone, entry), has_new=entry is not None)
    keys = {(entry.code, each.at, each.fingerprint) for each in entry.findings} if entry else set()
    settled = [finding for finding in after if key_of(finding) in keys]
    write_whole(path, text.encode())
    return Written(settled, _names(acceptances(library), gone, keys))


def _expected(entries: list[Acceptance], gone: Gone, entry: Acceptance | None) -> list[dict[str, object]]:
    """Return what the file must say afterwards: all it said, without what is gone, and what is new."""
    found = []
    for position, old in enumerate(entries):
        kept = [each for inner, each in enumerate(old.findings) if (position, inner) not in gone]
        if kept or not old.findings:
            found.append(old.model_copy(update={"findings": kept}).model_dump())
    return [*found, entry.model_dump()] if entry else found


def _checked(library: Library, text: str, expected: list[dict[str, object]], *, has_new: bool) -> list[Finding]:
    """Return the findings as the new text settles them.

    Raises:
        AcceptError: The text would not say what it should, or something in it may not be said.
    """
    content = library.content
    node, problems = read_yaml(text.encode(), f"{content.root}/{ACCEPTED}")
    model = None
    if node is not None and not problems:
        model, problems = validate(node, AcceptedFile)
    if model is None or problems:
        raise AcceptError(_refusal(problems[0]))
    if [each.model_dump() for each in model.accepted] != expected:
        raise AcceptError(f"{ACCEPTED} cannot be written without changing what it says; edit it by hand")
    checked = check_library(build_library(_with(content, model), library.now))
    for problem in checked.problems:
        is_here = problem.location.source_path == f"{content.root}/{ACCEPTED}"
        if (
            has_new
            and is_here
            and problem.location >= model.accepted[-1].location
            and problem.severity is Severity.ERROR
        ):
            raise AcceptError(_refusal(problem))
    return checked.findings


def _refusal(problem: Problem) -> str:
    sentence = problem.sentence(load_catalogue("en"))
    return f"this cannot be written: {sentence.message} [{problem.code}]; {sentence.hint}"


def _with(content: Content, model: AcceptedFile) -> Content:
    kind = kind_of_file(ACCEPTED)
    if kind is None:
        raise LookupError(f"no kind of file is called {ACCEPTED}")
    files = {**content.files, ACCEPTED: ContentFile(ACCEPTED, kind, model)}
    return replace(content, files=dict(sorted(files.items())))


def _names(entries: list[Acceptance], gone: Gone, but: Names[Key]) -> list[tuple[str, str]]:
    """Return code and address of what was taken out, but not of what was said anew."""
    taken = [(entries[position].code, entries[position].findings[inner]) for position, inner in sorted(gone)]
    return [(code, each.at) for code, each in taken if (code, each.at, each.fingerprint) not in but]
