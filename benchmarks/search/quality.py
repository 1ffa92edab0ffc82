"""How good results are: the answer first, among the first three, and how far down it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FIRST_TEN = 10


def reciprocal_rank(grades: Sequence[int]) -> float:
    """Return 1 / place of the answer (grade 2) among the first ten results, 0 when it is not there."""
    return 1 / (grades.index(2) + 1) if 2 in grades[:FIRST_TEN] else 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """Success@1, success@3 and mean reciprocal rank of some queries that have an answer, each 0 to 1."""

    first: float
    third: float
    rank: float
    count: int

    @classmethod
    def of_grades(cls, grades: Sequence[Sequence[int]]) -> Quality:
        """Measure the grades of the results of each query."""
        count = len(grades) or 1
        return cls(
            sum(2 in each[:1] for each in grades) / count,
            sum(2 in each[:3] for each in grades) / count,
            sum(map(reciprocal_rank, grades)) / count,
            len(grades),
        )

    def __str__(self) -> str:
        return f"{self.first:7.3f}{self.third:7.3f}{self.rank:7.3f}"
