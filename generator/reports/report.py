"""What a run has to say: its problems, the findings that are settled, and how many there are of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.checks.rule import Finding, State, is_new_finding
from generator.problems import Problem, Severity, has_errors


@dataclass(frozen=True, slots=True)
class Report:
    """What is printed.

    Attributes:
        problems: What someone should do something about, in file order.
        settled: The findings about which the controller's word holds, in file order.
    """

    problems: list[Problem]
    settled: list[Finding]

    @classmethod
    def of(cls, problems: Iterable[Problem], findings: Iterable[Finding]) -> Report:
        """Make a report of all problems, and of those findings that are settled."""
        return cls(list(problems), [finding for finding in findings if finding.state.is_settled])

    @property
    def counts(self) -> dict[str, int]:
        """Return how many errors, warnings and settled findings there are; the names are public."""
        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        by_state = dict.fromkeys((State.OPEN, State.ACCEPTED, State.DISMISSED), 0)
        for finding in self.settled:
            by_state[finding.state] += 1
        states = {state.value: count for state, count in by_state.items()}
        return {"errors": errors, "warnings": len(self.problems) - errors, **states}


def stops_build(problems: Iterable[Problem], *, is_strict: bool) -> bool:
    """Tell whether `sigap build` publishes nothing.

    Errors always stop it, and so does a finding that is new: whoever changed the content mends it or settles it.
    What appears just because days pass does not, be it a rule about dates or a settlement that has expired: a
    clone must still build years later. In strict mode anything stops it.
    """
    found = list(problems)
    return bool(found) if is_strict else has_errors(found) or any(map(is_new_finding, found))
