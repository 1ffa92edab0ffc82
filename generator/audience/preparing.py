"""From checked content to what one audience gets."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.audience.library import public_library
from generator.audience.references import problems_of
from generator.build.prepare import Prepared
from generator.kinds.unit import Audience
from generator.problems import sort_problems

AUDIENCES: Final[tuple[Audience, ...]] = ("internal", "public")
VARIABLE: Final = "SIGAP_AUDIENCE"
"""Names the audience where no option can, as while pages are served."""


def prepared_for(prepared: Prepared, audience: Audience) -> Prepared:
    """Return checked content with nothing in it but what an audience may see.

    The problems stay those of all content, since they are for its authors; what is in the way of a public edition is
    added to them. Findings of rules are no business of the public.

    Args:
        prepared: All content. With errors in it, nothing can be filtered: it is returned as it is, and not published.
        audience: `internal` sees all.
    """
    if audience == "internal" or not prepared.is_publishable:
        return prepared
    made = public_library(prepared.library)
    problems = sort_problems([*prepared.problems, *problems_of(made)])
    registers = prepared.library.content.registers
    return replace(prepared, library=made.library, problems=problems, findings=[], whole_registers=registers)
