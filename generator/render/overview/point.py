"""One thing on the controller's page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.overview.links import LinkView


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at.

    Attributes:
        kind: A kind of gap, `finding-<state>`, `review`, `missing-data`, `unchecked`, `assumption`, `conflict` or
            `erratum`.
        document: Its document; empty for shared data.
        html: The gap as its kind draws it; otherwise None.
        words: What is to be looked at, where `html` is None.
        place: Where it stands.
    """

    kind: str
    document: str
    place: LinkView | None
    words: str
    html: Markup | None = None
