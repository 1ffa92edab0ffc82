"""Decisions: the cases that stand side by side and ask the same fact, in the text and in flows.

Cases are the clauses and branches directly inside one parent. A clause that is nothing but a heading over
cases (`Durasi lapor < 12 Jam :`) does not part them: what stands below it is compared with its neighbours,
unless it is a decision of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast
from weakref import WeakKeyDictionary

from generator.checks.reading.facts import Facts
from generator.kinds.clause.schema import Branch, Clause, GapBlock, NoteBlock
from generator.kinds.flow.schema import Flow, FlowEdge
from generator.kinds.gap.schema import Gap
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.model.ranges import Ranges, common, without
from generator.problems import Location
from generator.survey import Entry, RevisionReading


@dataclass(eq=False)
class Case:
    """One case: a clause, a branch, or a connection of a flow.

    Attributes:
        entry: Where it stands.
        when, unless: Its own conditions.
        is_else: It holds whenever no other case does.
    """

    entry: Entry[Model]
    when: list[Condition]
    unless: list[Condition]
    is_else: bool = False

    @cached_property
    def others(self) -> dict[str, str]:
        """Return the values that it asks, fact by fact, without bounds."""
        return {each.fact: each.is_ for each in self.when}

    def facts(self) -> Iterator[str]:
        """Yield the facts it asks, each once."""
        yield from dict.fromkeys(each.fact for each in (*self.when, *self.unless))

    def ranges(self, fact: str, facts: Facts) -> Ranges:
        """Return the values of a counted fact for which it holds."""
        found = facts.everything(fact)
        for condition in self.when:
            if condition.fact == fact and (own := facts.ranges(condition)) is not None:
                found = common(found, own)
        if len(self.unless) == 1 and self.unless[0].fact == fact:
            found = without(found, facts.ranges(self.unless[0]) or ())
        return found

    def place(self, fact: str) -> Location:
        """Return the place of the first condition on a fact."""
        for key, conditions in (("when", self.when), ("unless", self.unless)):
            for position, condition in enumerate(conditions):
                if condition.fact == fact:
                    return self.entry.model.place(key, position, "is")
        return self.entry.model.location


@dataclass(eq=False)
class Decision:
    """Cases that ask the same fact.

    Attributes:
        container: What they stand in: a clause, a rule, a row, a flow.
        fact: The fact.
        cases: The cases that ask it, in order.
        neighbours: Every case of the container, these included.
    """

    container: Entry[Model]
    fact: str
    cases: list[Case]
    neighbours: list[Case] = field(default_factory=list)

    @property
    def is_flow(self) -> bool:
        """Tell whether the cases are connections of a flow."""
        return isinstance(self.container.model, Flow)

    @property
    def has_else(self) -> bool:
        """Tell whether a case takes whatever is left."""
        return any(each.is_else for each in self.neighbours)

    @cached_property
    def given(self) -> set[tuple[str, str]]:
        """Return the facts and values that hold already where the decision is reached."""
        own, _ = conditions_of(self.container.model)
        return {(each.fact, each.is_) for each in (*own, *effective(self.container))}

    def contexts(self, facts: Facts) -> list[dict[str, str]]:
        """Return the values of other facts under which the cases must be compared, each once."""
        found: list[dict[str, str]] = []
        for case in self.cases:
            context = {
                name: value for name, value in case.others.items() if name != self.fact and not facts.is_counted(name)
            }
            if context not in found:
                found.append(context)
        return found

    def holding(self, context: dict[str, str], facts: Facts) -> list[Case]:
        """Return the cases of which, in a context, only the decision's own fact is still open."""
        is_counted = facts.is_counted(self.fact)
        return [
            case
            for case in self.neighbours
            if not case.is_else
            and all(
                name == self.fact or context.get(name) == value or (name, value) in self.given
                for name, value in case.others.items()
                if not (facts.is_counted(name) and name != self.fact)
            )
            and all(each.fact == self.fact or (facts.is_counted(each.fact) and not is_counted) for each in case.unless)
            and not (is_counted and any(facts.is_counted(name) and name != self.fact for name in case.others))
        ]


_KNOWN: WeakKeyDictionary[RevisionReading, list[Decision]] = WeakKeyDictionary()


def conditions_of(model: Model) -> tuple[list[Condition], list[Condition]]:
    """Return the conditions for which a clause or a connection of a flow holds, and those for which it does not."""
    if isinstance(model, Clause):
        return model.when, model.unless
    return (model.when, []) if isinstance(model, FlowEdge) else ([], [])


def effective(entry: Entry[Model]) -> list[Condition]:
    """Return the conditions of everything around an entry, the nearest first."""
    around = [each.model for each in entry.around() if isinstance(each.model, Clause)]
    return [condition for clause in around for condition in clause.when]


def is_heading_over_cases(entry: Entry[Model]) -> bool:
    """Tell whether a clause says nothing itself and holds nothing but cases."""
    model = entry.model
    if not isinstance(model, Clause) or isinstance(model, Branch) or model.when or model.unless or model.text:
        return False
    inside = [each for each in entry.inside if not isinstance(each.model, GapBlock | NoteBlock | Gap)]
    return bool(inside) and all(_is_case(each) for each in inside)


def _is_case(entry: Entry[Model]) -> bool:
    model = entry.model
    return isinstance(model, Clause) and bool(model.when or model.unless or isinstance(model, Branch))


def decisions_in_text(reading: RevisionReading, facts: Facts) -> list[Decision]:
    """Return the decisions of a revision's text only: whether flows cover every case is a check of its own."""
    return [each for each in decisions_in(reading, facts) if not each.is_flow]


def decisions_in(reading: RevisionReading, facts: Facts) -> list[Decision]:
    """Return the decisions of a revision's text, then those of its flows; they are looked for once."""
    if reading not in _KNOWN:
        _KNOWN[reading] = _decisions(reading, facts)
    return _KNOWN[reading]


def _decisions(reading: RevisionReading, facts: Facts) -> list[Decision]:
    found: list[Decision] = []
    for entry in reading.entries:
        if isinstance(entry.model, Flow):
            found += _of_flow(cast("Entry[Flow]", entry))
        elif any(isinstance(each.model, Clause) for each in entry.inside) and not _is_merged(entry):
            found += _of_container(entry, facts)
    return sorted(found, key=lambda each: each.is_flow)


def _is_merged(entry: Entry[Model]) -> bool:
    return entry.parent is not None and is_heading_over_cases(entry)


def _of_container(entry: Entry[Model], facts: Facts) -> list[Decision]:
    done: list[Decision] = []
    cases, pending = _collect(entry, facts, done)
    done += [Decision(entry, fact, own, _beside(own, cases)) for fact, own in pending.items()]
    return done


def _beside(own: list[Case], cases: list[Case]) -> list[Case]:
    """Return the cases that stand in the same clauses as some."""
    parents = {id(each.entry.parent) for each in own}
    return [each for each in cases if id(each.entry.parent) in parents]


def _collect(entry: Entry[Model], facts: Facts, done: list[Decision]) -> tuple[list[Case], dict[str, list[Case]]]:
    """Return the cases of a container, and the ones of each fact; put decisions of headings below into `done`."""
    cases: list[Case] = []
    pending: dict[str, list[Case]] = {}
    for child in entry.inside:
        if _is_case(child):
            case = case_of(cast("Entry[Clause]", child))
            cases.append(case)
            for fact in case.facts():
                pending.setdefault(fact, []).append(case)
        elif is_heading_over_cases(child):
            below, by_fact = _collect(child, facts, done)
            cases += below
            for fact, own in by_fact.items():
                if _is_decision(own, fact, facts):
                    done.append(Decision(child, fact, own, below))
                else:
                    pending.setdefault(fact, []).extend(own)
    return cases, pending


def _is_decision(cases: list[Case], fact: str, facts: Facts) -> bool:
    """Tell whether two cases differ in a fact while they may agree in everything else."""
    return any(
        _differ(one, other, fact, facts) and are_compatible(one, other, facts, but=fact)
        for position, one in enumerate(cases)
        for other in cases[position + 1 :]
    )


def _differ(one: Case, other: Case, fact: str, facts: Facts) -> bool:
    if facts.is_counted(fact):
        return one.ranges(fact, facts) != other.ranges(fact, facts)
    return one.others.get(fact) != other.others.get(fact)


def are_compatible(one: Case, other: Case, facts: Facts, *, but: str = "") -> bool:
    """Tell whether both cases can hold at once, one fact left aside."""
    for name in one.others.keys() & other.others.keys() - {but}:
        if facts.is_counted(name):
            if not common(one.ranges(name, facts), other.ranges(name, facts)):
                return False
        elif one.others[name] != other.others[name]:
            return False
    return True


def case_of(entry: Entry[Clause]) -> Case:
    """Return a clause or branch as a case; a branch whose condition is not typed may be any, so it is an else."""
    model = entry.model
    is_branch = isinstance(model, Branch)
    is_else = isinstance(model, Branch) and (model.is_else or not (model.when or model.unless))
    return Case(cast("Entry[Model]", entry), model.when, model.unless, is_branch and is_else)


def _of_flow(entry: Entry[Flow]) -> list[Decision]:
    decisions = [node.id for node in entry.model.nodes if node.kind == "decision"]
    leaving: dict[str, list[Case]] = {name: [] for name in decisions}
    for each in entry.inside:
        if isinstance(each.model, FlowEdge) and each.model.from_ in leaving:
            edge = each.model
            leaving[edge.from_].append(Case(each, edge.when, [], not edge.when))
    found: list[Decision] = []
    for cases in leaving.values():
        for fact in dict.fromkeys(fact for case in cases for fact in case.facts()):
            own = [case for case in cases if fact in case.others]
            found.append(Decision(cast("Entry[Model]", entry), fact, own, cases))
    return found
