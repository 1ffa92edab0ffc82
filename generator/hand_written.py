"""Hand-written pages: Markdown right in the content folder, with a title and a description in front.

    ---
    title: Tentang Sigap
    description: Apa itu Sigap, dan bagaimana membacanya.
    ---
    # Tentang Sigap

Both are optional, and nothing else may stand there: front matter is otherwise a way to choose a
theme's template and to hand it values, which templates write into scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.kinds.unit import Audience
from generator.model.base import Model, editorial
from generator.model.fields import Line
from generator.model.validate import validate
from generator.problems import Location, Problem, error
from generator.yaml_source import read_yaml
from generator.yaml_text import decode

SUFFIX: Final = ".md"
PAGE_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")


class PageFacts(Model):
    """What may stand in front of a hand-written page."""

    title: Line | None = editorial("The title; left out: the first heading.", None)
    description: Line | None = editorial("The page in one sentence, for bookmarks and search engines.", None)
    audience: Audience = editorial("Who may see the page.", "internal")


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A hand-written page as its author left it.

    Attributes:
        path: Inside the content folder, such as `tentang.md`.
        facts: What stands in front of it.
        text: Its Markdown, in which anything may stand.
    """

    path: str
    facts: PageFacts
    text: str


def is_hand_written(path: str) -> bool:
    """Tell whether a file is a page: Markdown further down in the content folder is a draft."""
    return path.endswith(SUFFIX) and "/" not in path


def read_hand_written(data: bytes, path: str, place: str) -> tuple[HandWritten | None, list[Problem]]:
    """Read one page.

    Args:
        data: The file.
        path: Inside the content folder.
        place: The file as problems name it.
    """
    if not PAGE_NAME.fullmatch(path):
        return None, [error(Location(place), "page-name", name=path)]
    text, problems = decode(data, place)
    if problems:
        return None, problems
    found = _FRONT_MATTER.match(text)
    if found is None or not found["yaml"].strip():
        return HandWritten(path, PageFacts(), text[found.end() :] if found else text), []
    # The line of dashes stays as an empty one, so that places are those of the file.
    node, problems = read_yaml(f"\n{found['yaml']}".encode(), place)
    if node is None or problems:
        return None, problems
    facts, problems = validate(node, PageFacts)
    return (HandWritten(path, facts, text[found.end() :]) if facts and not problems else None), problems
