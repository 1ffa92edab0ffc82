"""How cases divide the values of a counted fact among them: what they leave open, and what two of them claim."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.bounds_said import is_contrary
from generator.checks.reading.decisions import Case, Decision, decisions_in_text, effective
from generator.checks.reading.facts import Facts
from generator.kinds.clause.schema import Clause
from generator.model.conditions import Condition
from generator.model.ranges import Ranges, Span, common, is_ray, union, without
from generator.survey import RevisionReading


def counted_decisions(reading: RevisionReading, facts: Facts) -> list[Decision]:
    """Return the text's decisions about durations and numbers, unless a typed bound is not what its words say."""
    several = [each for each in decisions_in_text(reading, facts) if facts.is_counted(each.fact)]
    return [each for each in several if not any(_is_faulty(case, facts) for case in each.cases)]


def _is_faulty(case: Case, facts: Facts) -> bool:
    """Tell whether a case is wrong by itself: what it leaves open or claims then is no fault of its own."""
    around = effective(case.entry)
    return is_contrary(case, facts) or any(clash(each, around, [], facts) for each in case.when)


def holes(decision: Decision, questions: set[str], facts: Facts) -> Iterator[tuple[Span, Case]]:
    """Yield each hole and the case that a person would mend: the one behind it, at the end the last one.

    Args:
        decision: A decision about a counted fact.
        questions: The facts that a step obtains; of these a single case is not enough.
        facts: The declared facts.
    """
    if decision.has_else:
        return
    inherited = _inherited(decision, facts)
    contexts = [(context, decision.holding(context, facts)) for context in decision.contexts(facts)]
    is_alone = len(decision.cases) == 1
    is_asked = is_alone and decision.fact in questions and inherited == facts.everything(decision.fact)
    is_split = is_asked or any(_is_split(decision, cases, facts) for _, cases in contexts)
    for _, cases in contexts:
        own = [case for case in cases if decision.fact in case.facts()]
        if not own or not (is_split and (is_asked or _is_split(decision, cases, facts) or len(contexts) > 1)):
            continue
        covered = union(case.ranges(decision.fact, facts) for case in cases)
        for hole in without(inherited, covered):
            yield hole, _behind(hole, own, decision.fact, facts)


def _inherited(decision: Decision, facts: Facts) -> Ranges:
    """Return the values that reach a decision at all."""
    found = facts.everything(decision.fact)
    container = decision.container.model
    own = container.when if isinstance(container, Clause) else []
    for condition in [*own, *effective(decision.container)]:
        if condition.fact == decision.fact and (ranges := facts.ranges(condition)) is not None:
            found = common(found, ranges)
    return found


def _is_split(decision: Decision, cases: list[Case], facts: Facts) -> bool:
    """Tell whether cases divide the values among them: they differ, and are not thresholds one after the other."""
    several = list(dict.fromkeys(case.ranges(decision.fact, facts) for case in cases))
    own = [ranges for ranges in several if ranges != facts.everything(decision.fact)]
    return len(own) > 1 and len({is_ray(ranges) for ranges in own} - {0}) + sum(not is_ray(r) for r in own) > 1


def _behind(hole: Span, cases: list[Case], fact: str, facts: Facts) -> Case:
    ordered = sorted(cases, key=lambda case: case.ranges(fact, facts)[:1] or (hole,))
    behind = [case for case in ordered if any(span.low >= hole.high for span in case.ranges(fact, facts))]
    return behind[0] if behind else ordered[-1]


def overlaps(decision: Decision, facts: Facts) -> Iterator[tuple[Case, Case, Span]]:
    """Yield two cases, in order, and the values for which both hold though they do not belong together."""
    fact = decision.fact
    seen: set[tuple[int, int]] = set()
    for context in decision.contexts(facts):
        cases = [case for case in decision.holding(context, facts) if fact in case.facts()]
        for position, one in enumerate(cases):
            for other in cases[position + 1 :]:
                if (id(one), id(other)) in seen:
                    continue
                seen.add((id(one), id(other)))
                both = common(one.ranges(fact, facts), other.ranges(fact, facts))
                if both and not _belong_together(one, other, fact, facts):
                    yield one, other, both[0]


def _belong_together(one: Case, other: Case, fact: str, facts: Facts) -> bool:
    here, there = one.ranges(fact, facts), other.ranges(fact, facts)
    is_duration = not facts.is_whole(fact)
    are_moments = is_duration and is_ray(here) == is_ray(there) == 1 and here[0].low[1] == there[0].low[1] == 0
    return here == there or are_moments or _refers(one, other) or _refers(other, one)


def _refers(one: Case, other: Case) -> bool:
    targets = {
        reference.to
        for entry in (one.entry, *one.entry.within(Clause))
        if isinstance(entry.model, Clause)
        for reference in entry.model.references
    }
    return other.entry.address in targets


def clash(condition: Condition, wider: list[Condition], refused: list[Condition], facts: Facts) -> str:
    """Return the condition that a condition contradicts, as written; empty when there is none."""
    is_counted = facts.is_counted(condition.fact)
    for each in wider:
        if each.fact != condition.fact:
            continue
        if not is_counted and each.is_ != condition.is_:
            return each.is_
        if is_counted and _lies_outside(facts.ranges(condition), facts.ranges(each)):
            return each.is_
    for each in refused:
        if each.fact == condition.fact and _is_inside(condition, each, facts):
            return f"kecuali {each.is_}"
    return ""


def _lies_outside(own: Ranges | None, around: Ranges | None) -> bool:
    """Tell whether ranges have nothing in common, or a bound of the one lies beyond the other."""
    if not own or not around:
        return False
    outer = around[0]
    beyond = any(
        edge[0].is_finite() and edge[0] != 0 and not outer.low[0] <= edge[0] <= outer.high[0]
        for span in own
        for edge in (span.low, span.high)
    )
    return not common(own, around) or (beyond and not is_ray(own))


def _is_inside(condition: Condition, refused: Condition, facts: Facts) -> bool:
    if not facts.is_counted(condition.fact):
        return condition.is_ == refused.is_
    own, taken = facts.ranges(condition), facts.ranges(refused)
    return bool(own and taken) and not without(own or (), taken or ())
