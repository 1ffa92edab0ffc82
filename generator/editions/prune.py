"""Removing editions, by an explicit rule only.

The edition at `latest` stays, whatever the rule says. So does the last witness of a register: an edition that knows
more lines of one than any edition that stays. The log says first that an edition goes, then the list loses it, then its
folder goes; after a kill in between the next call goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.editions.held import require_editions
from generator.editions.log import Hand, line_of
from generator.editions.manifest import RegisterHead
from generator.editions.publish import Public, PublishError, Version, heads_of, open_public
from generator.problems import Location, Problem, error, warning

Heads = Mapping[str, RegisterHead]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which editions go. Exactly one of these is given.

    Attributes:
        keep: All but so many of the newest.
        older_than_days: Those whose `as_of` lies more days back.
        editions: These.
    """

    keep: int | None = None
    older_than_days: int | None = None
    editions: tuple[str, ...] = ()


@dataclass(slots=True)
class Pruned:
    """What became of it.

    Attributes:
        removed: The editions that went, or would go.
        problems: Which ones of the rule stay, and why. Of those that were named, that is an error.
    """

    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def prune_editions(public_path: Path, rule: Rule, hand: Hand, *, is_dry: bool = False) -> Pruned:
    """Remove the editions that a rule names; those that were named one by one all go, or none does.

    Args:
        public_path: The folder of the editions.
        rule: Which ones.
        hand: Who does it, and when; ages are counted up to that moment.
        is_dry: Only say what would go.

    Raises:
        PublishError: There is no such edition, or something refused.
    """
    require_editions(public_path)
    with open_public(public_path) as public:
        versions = public.versions()
        chosen = _chosen(public, versions, rule, hand.at.date())
        pruned = _weighed(public, versions, chosen, is_named=bool(rule.editions))
        if is_dry or (rule.editions and pruned.problems):
            return pruned if is_dry else Pruned(problems=pruned.problems)
        _finish(public)
        for name in pruned.removed:
            versions = [entry for entry in versions if entry["version"] != name]
            public.step(versions, line_of("pruned", name, hand, _heads(public, name)))
            if (public.path / name).is_dir():
                public.remove(name)
        return pruned


def _chosen(public: Public, versions: Sequence[Version], rule: Rule, today: dt.date) -> list[str]:
    listed = [str(entry["version"]) for entry in versions]
    if rule.keep is not None:
        return listed[rule.keep :]
    if rule.older_than_days is not None:
        first = today - dt.timedelta(days=rule.older_than_days)
        return [str(entry["version"]) for entry in versions if _is_before(entry, first)]
    for name in rule.editions:
        if name not in listed:
            known = ", ".join(listed)
            raise PublishError(error(Location(public.path.name), "publish-edition-unknown", edition=name, known=known))
    return list(rule.editions)


def _is_before(entry: Version, first: dt.date) -> bool:
    """Tell whether an edition shows a day before another; one whose day is not known is never old enough."""
    properties = entry.get("properties")
    try:
        return isinstance(properties, dict) and dt.date.fromisoformat(str(properties["as_of"])[:10]) < first
    except (KeyError, ValueError):
        return False


def _weighed(public: Public, versions: Sequence[Version], chosen: Sequence[str], *, is_named: bool) -> Pruned:
    """Return which of the chosen may go, the oldest first, and why others stay.

    The newest are weighed first: where several know lines that no other does, the one that knows most stays.
    """
    said = error if is_named else warning
    place = Location(public.path.name)
    pruned = Pruned()
    if public.latest in chosen:
        pruned.problems.append(said(place, "publish-prune-latest", edition=public.latest))
    listed = [str(entry["version"]) for entry in versions]
    heads = {name: _heads(public, name) for name in listed}
    longest = _longest([heads[name] for name in listed if name not in chosen or name == public.latest])
    for name in [each for each in listed if each in chosen and each != public.latest]:
        lost = [document for document, head in heads[name].items() if _is_more(head, longest.get(document))]
        if lost:
            documents = ", ".join(lost)
            pruned.problems.append(said(place, "publish-prune-witness", edition=name, documents=documents))
            longest = _longest([longest, heads[name]])
        else:
            pruned.removed.insert(0, name)
    return pruned


def _heads(public: Public, name: str) -> Heads:
    """Return the registers that an edition is a witness of; where its manifest is damaged, as the log says.

    Raises:
        PublishError: Neither says it.
    """
    try:
        return heads_of(public.path / name)
    except PublishError:
        logged = [line.heads for line in public.log() if line.edition == name and line.deed == "published"]
        if not logged:
            raise
        return logged[-1]


def _longest(heads: Sequence[Heads]) -> dict[str, RegisterHead]:
    found: dict[str, RegisterHead] = {}
    for each in heads:
        for document, head in each.items():
            if _is_more(head, found.get(document)):
                found[document] = head
    return found


def _is_more(head: RegisterHead, other: RegisterHead | None) -> bool:
    """Tell whether a head shows more of a register than another: more lines, or as many that end otherwise."""
    return other is None or head.lines > other.lines or (head.lines == other.lines and head.head != other.head)


def _finish(public: Public) -> None:
    """Remove the folders that an earlier call was killed over: the log says they went, and no list names them."""
    last = {line.edition: line.deed for line in public.log()}
    listed = {entry["version"] for entry in public.versions()}
    for name, deed in last.items():
        if deed == "pruned" and name not in listed and name != public.latest and (public.path / name).is_dir():
            public.remove(name)
