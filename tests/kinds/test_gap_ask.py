"""Whom to ask where a gap leaves a reader without an answer: its own role, the site's, or nobody yet."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.content import gather
from generator.kinds.gap.schema import Gap
from generator.kinds.gap.view import ask_words
from generator.placing import build_library
from generator.render.context import RenderContext

FICTION = Path(__file__).parent.parent / "fiction" / "content"
AS_OF = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
SITE = "settings/site.yml"
CONTROLLER = "controller: peran-pengurus\n"


def words(content: Path, kind: str, ask: str | None = None) -> str:
    library = build_library(gather(content), AS_OF.date())
    assert [*library.content.problems, *library.problems] == []
    gap = Gap.model_validate({"id": "celah", "kind": kind, "text": "Belum ada.", "ask": ask})
    return ask_words(RenderContext(library, AS_OF).page("x/"), gap)


@pytest.mark.parametrize("kind", ["unregulated", "lost"])
def test_without_a_role_of_its_own_the_controller_is_asked(kind: str) -> None:
    assert words(FICTION, kind) == "Sementara itu tanyakan kepada: Pengurus."


def test_the_role_of_the_gap_goes_first() -> None:
    assert words(FICTION, "unregulated", "peran-petugas") == "Sementara itu tanyakan kepada: Petugas."


def test_nobody_is_said_to_be_nobody(tmp_path: Path) -> None:
    content = shutil.copytree(FICTION, tmp_path / "content")
    text = (content / SITE).read_text(encoding="utf-8")
    (content / SITE).write_text(text.replace(CONTROLLER, ""), encoding="utf-8")
    assert words(content, "unregulated") == "Tempat bertanya sementara itu belum ditetapkan."


def test_what_leaves_nobody_without_an_answer_asks_nobody() -> None:
    assert words(FICTION, "reconstructed") == ""
