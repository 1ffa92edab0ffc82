"""Everything that search adds to a site: the index of what is in force or will be, and the one of what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.search.answer import Answer
from generator.search.files import index_files, make_index
from generator.search.shared import shared_answers
from generator.search.tables import Tables, tables_of
from generator.search.turns import answers_of_document

if TYPE_CHECKING:
    from generator.render.context import RenderContext

FOLDER = "assets/search"
HISTORY = "riwayat"
"""Below the folder: superseded revisions and the Semula of permanent changes, loaded on request only."""


def answers_of(build: RenderContext) -> list[Answer]:
    """Return every answer of a library, those of superseded revisions included."""
    found = [answer for document in build.library.documents.values() for answer in answers_of_document(build, document)]
    return [*found, *shared_answers(build)]


def search_files(build: RenderContext) -> dict[str, bytes]:
    """Return the files of both indexes by their paths on the site."""
    tables = tables_of(build.library.content)
    history = [answer for answer in build.answers if answer.group.origin.is_history]
    present = [answer for answer in build.answers if not answer.group.origin.is_history]
    files = {f"{FOLDER}/{name}": data for name, data in _files(build, present, tables).items()}
    files |= {f"{FOLDER}/{HISTORY}/{name}": data for name, data in _files(build, history, tables).items()}
    return files


def _files(build: RenderContext, answers: list[Answer], tables: Tables) -> dict[str, bytes]:
    return index_files(make_index(answers, tables), tables, build.library)
