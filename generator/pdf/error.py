"""Why a PDF could not be made."""

from __future__ import annotations

from generator.problems import Problem


class PressError(Exception):
    """A PDF could not be made; `problems` say why, each in one sentence."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    @property
    def is_about_content(self) -> bool:
        """Tell whether authors can mend it, rather than whoever runs this machine."""
        return all(problem.code == "pdf-no-glyph" for problem in self.problems)
