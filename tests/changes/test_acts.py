"""Which acts of a register readers hear of, in which order, and in which words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from generator.changes.acts import act_of, predecessor, readers_acts
from generator.changes.words import act_words
from generator.render.context import RenderContext
from generator.revisions.register.entry import Act
from tests.changes.published import STEPS, Step, context_of, published_content, write_register
from tests.contents import edit

WITHDRAWN = Step(
    "2", Act.WITHDRAWN, "2026-01-30T10:00:00+07:00", ("2026-02-10T00:00", "wib"), more={"reason": "Keliru."}
)
RETROACTIVE = replace(STEPS[4], effective=("2026-01-08T00:00", "wib"), more={"reason": "Surat terlambat diterima."})


def test_drafts_and_their_acts_are_nobodys_business(february: RenderContext) -> None:
    acts = [(act.revision, str(act.act)) for act in readers_acts(february.library)]
    assert acts == [("3", "published"), ("2", "published"), ("1", "adopted")]


def test_a_revision_without_a_register_counts_by_its_own_date(content: Path, tmp_path: Path) -> None:
    copy = published_content(tmp_path)
    (copy / "register/kasir.jsonl").unlink()
    [act] = readers_acts(context_of(copy).library)
    assert (act.entry, str(act.known_at(dt.UTC))) == (None, "2025-01-02 00:00:00+00:00")
    assert act_words(context_of(copy).library, act).done == "Diadopsi"


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        pytest.param("3", "berlaku mulai 1 Maret 2026 pukul 06.00 waktu setempat", id="coming, by the reader's clock"),
        pytest.param("2", "berlaku sejak 15 Januari 2026 pukul 00.00 WITA", id="begun, by the clock of a zone"),
    ],
)
def test_the_words_say_from_when_and_by_whose_clock(february: RenderContext, revision: str, expected: str) -> None:
    document = february.library.documents["kasir"]
    act = act_of(document, document.revisions[revision])
    assert act
    assert act_words(february.library, act).holds == expected


def test_before_its_moment_a_published_revision_is_coming(content: Path) -> None:
    library = context_of(content, "2026-01-14T22:59:59+07:00").library
    acts = {act.revision: act for act in readers_acts(library)}
    assert acts.keys() == {"1", "2"}  # the line of revision 3 is not known yet
    assert acts["2"].is_upcoming(library.now)
    assert not acts["2"].is_upcoming(library.now + dt.timedelta(seconds=1))


def test_retroactive_says_both_moments_and_why(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    write_register(content, (*STEPS[:4], RETROACTIVE))
    library = context_of(content).library
    act = readers_acts(library)[0]
    words = act_words(library, act)
    assert act.is_retroactive(library.now)
    assert words.holds == "berlaku surut sejak 8 Januari 2026 pukul 00.00 WIB"
    assert (words.done, words.reason) == ("Terbit 10 Januari 2026 pukul 09.30 WIB", "Surat terlambat diterima.")


def test_a_withdrawal_is_an_act_of_its_own_and_the_last_word(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    write_register(content, (*STEPS[:5], WITHDRAWN))
    library = context_of(content).library
    document = library.documents["kasir"]
    assert [str(act.act) for act in readers_acts(library)] == ["withdrawn", "published", "adopted"]
    act = act_of(document, document.revisions["2"])
    assert act
    assert act_words(library, act).holds == "tidak berlaku lagi mulai 10 Februari 2026 pukul 00.00 WIB"
    later = context_of(content, "2026-02-11").library
    assert act_words(later, act).holds == "tidak berlaku lagi sejak 10 Februari 2026 pukul 00.00 WIB"


def test_the_predecessor_is_one_that_readers_had(february: RenderContext) -> None:
    document = february.library.documents["kasir"]
    before = {key: predecessor(document, held) for key, held in document.revisions.items()}
    assert [held and held.revision.revision for held in before.values()] == [None, "1", "2", "3"]


def test_a_window_that_is_over_is_told_as_one(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    edit(content, "documents/kasir/1/revision.yml", "{from: 2025-01-06}", "{from: 2025-01-06, until: 2025-01-31}")
    write_register(content, STEPS[:1])
    library = context_of(content).library
    words = act_words(library, readers_acts(library)[0])
    assert words.holds == "berlaku 6 Januari 2025 pukul 00.00 sampai 31 Januari 2025 pukul 23.59, waktu setempat"
