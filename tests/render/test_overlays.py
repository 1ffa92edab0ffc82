"""Temporary instructions inside the time of their revision: cut at its start, its end, and at a withdrawal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.kinds.document.view import document_pages
from generator.render.context import RenderContext
from generator.render.overlays import HeldOverlay, decisive_of
from generator.render.overview import overview_pages
from generator.revisions.register.entry import Act, WallMoment
from tests.coming import BEFORE, FIRST, context_at, with_coming
from tests.contents import edit
from tests.registers import ZONE, line, record
from tests.render.reading import read_page

Window = tuple[str, str]


def change(number: int, from_: str, until: str, clock: str = "wib", more: str = "") -> str:
    return f"""\
      - change:
          id: ganti-{number}
          kind: temporary
          title: Sapaan khusus {number}
          before: {{body: [{{script: sapaan}}]}}
          after:
            body:
              - script:
                  id: sapaan-{number}
                  title: Sapaan khusus {number}
                  purpose: Salam pembuka
                  brand: koperasi
                  channels: [kanal-loket]
                  wording: {{class: free}}
                  text: "Selamat hari {number}."
          overlay:
            replaces: kasir/sapaan
            script: kasir/sapaan-{number}
            effective: {{from: "{from_}", until: "{until}", clock: {clock}}}
            channels: [kanal-loket]
{more}"""


def with_overlays(project: Path, in_first: str = "", in_second: str = "", *acts: Act) -> Path:
    """Return content of which the two revisions give temporary instructions; 2 begins on 1 March 2026."""
    content = with_coming(project)
    for revision, text in (("1", in_first), ("2", in_second)):
        path = f"documents/kasir/{revision}/revision.yml"
        edit(content, path, "      - table: loket\n", f"      - table: loket\n{text}")
    for act in acts:
        since = WallMoment(dt.datetime(2026, 3, 9), "wib")  # noqa: DTZ001 - by a clock
        record(content, line(content, act, 9, revision="2", effective=since, reason="Dicabut."))
    return content


def windows(found: list[HeldOverlay]) -> list[Window]:
    return [(each.validity.from_, each.validity.until) for each in found]


AROUND_THE_SWITCH = change(1, "2026-02-15 00:00", "2026-03-14 23:59")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(AROUND_THE_SWITCH, "", [("2026-02-15T00:00", "2026-03-01T00:00")], id="dropped by the next one"),
        pytest.param("", AROUND_THE_SWITCH, [("2026-03-01T00:00", "2026-03-15T00:00")], id="not before its revision"),
        pytest.param(
            AROUND_THE_SWITCH, AROUND_THE_SWITCH, [("2026-02-15T00:00", "2026-03-15T00:00")], id="carried on is one"
        ),
        pytest.param(
            change(1, "2026-01-01 00:00", "2026-01-07 23:59") + change(2, "2026-02-10 00:00", "2026-02-10 23:59"),
            "",
            [("2026-01-01T00:00", "2026-01-08T00:00"), ("2026-02-10T00:00", "2026-02-11T00:00")],
            id="one that is over and one to come",
        ),
        pytest.param(change(1, "2026-04-01 00:00", "2026-04-07 23:59"), "", [], id="outside of its revision: never"),
    ],
)
def test_a_window_lies_inside_the_time_of_its_revision(
    tmp_path: Path, first: str, second: str, expected: list[Window]
) -> None:
    overlays = context_at(with_overlays(tmp_path, first, second)).overlays
    assert windows(overlays.replacing.get("kasir/sapaan", [])) == expected


def test_a_replaced_script_returns_when_the_instruction_is_withdrawn(tmp_path: Path) -> None:
    content = with_overlays(tmp_path, "", AROUND_THE_SWITCH, Act.WITHDRAWN)
    overlays = context_at(content).overlays
    assert windows(overlays.replacing["kasir/sapaan"]) == [("2026-03-01T00:00", "2026-03-09T00:00")]
    assert overlays.replacing["kasir/sapaan"][0].validity.ends_by == "withdrawn"
    gone = context_at(content, dt.datetime(2026, 3, 9, tzinfo=ZONE)).overlays
    assert gone.replacing == {}


def test_a_script_names_every_time_in_which_it_is_replaced(tmp_path: Path) -> None:
    over, ahead = change(1, "2026-01-01 00:00", "2026-01-07 23:59"), change(2, "2026-02-10 00:00", "2026-02-10 23:59")
    context = context_at(with_overlays(tmp_path, over + ahead))
    page = read_page(next(page for page in overview_pages(context) if page.url == "skrip/"))
    (script, *_) = page.having("data-sigap-script", "kasir/sapaan")
    attributes = {key.removeprefix("data-sigap-"): value for key, value in script.attributes.items()}
    assert attributes["replaced"] == "2026-01-01T00:00/2026-01-08T00:00 2026-02-10T00:00/2026-02-11T00:00"
    assert (attributes["replaced-from"], attributes["replaced-until"]) == ("2026-02-10T00:00", "2026-02-11T00:00")
    assert attributes["clock"] == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("now", "script"),
    [
        pytest.param(dt.datetime(2026, 1, 6, 12, tzinfo=ZONE), "kasir/sapaan-1", id="the one that holds"),
        pytest.param(dt.datetime(2026, 1, 9, tzinfo=ZONE), "kasir/sapaan-2", id="the next one"),
        pytest.param(dt.datetime(2026, 2, 27, tzinfo=ZONE), "kasir/sapaan-2", id="the last one"),
    ],
)
def test_of_several_instructions_the_one_counts_that_says_most_now(
    tmp_path: Path, now: dt.datetime, script: str
) -> None:
    over, ahead = change(1, "2026-01-01 00:00", "2026-01-07 23:59"), change(2, "2026-02-10 00:00", "2026-02-10 23:59")
    overlays = context_at(with_overlays(tmp_path, over + ahead), now).overlays
    decisive = decisive_of(overlays.replacing["kasir/sapaan"])
    assert decisive
    assert decisive.overlay.script == script


def test_an_old_revision_keeps_its_own_instructions(tmp_path: Path) -> None:
    context = context_at(with_overlays(tmp_path, AROUND_THE_SWITCH), FIRST)
    old = context.library.documents["kasir"].revisions["1"]
    assert context.overlays.replacing == {}
    assert context.overlays.bringing("kasir/sapaan-1") is None
    own = context.overlays.bringing("kasir/sapaan-1", old)
    assert own
    assert (
        windows([own, *context.overlays.replacing_of("kasir/sapaan", old)])
        == [("2026-02-15T00:00", "2026-03-01T00:00")] * 2
    )


RULES = """\
            required: kasir/menyapa-tamu
            not_required:
              - when: [{fact: lama-antre, is: "< 5 menit"}]
                because: kasir/menyapa-tamu
            scoring: kasir/menyapa
"""


def test_an_instruction_says_when_it_must_be_followed_and_when_not(tmp_path: Path) -> None:
    text = change(1, "2026-02-01 00:00", "2026-02-14 23:59", more=RULES)
    context: RenderContext = context_at(with_overlays(tmp_path, text), BEFORE)
    page = read_page(next(page for page in document_pages(context) if page.url == "kasir/"))
    (drawn,) = page.having("data-sigap-change")
    rules = {each.attributes["data-sigap-overlay-rule"]: each for each in drawn.having("data-sigap-overlay-rule")}
    assert list(rules) == ["required", "not-required", "scoring"]
    assert rules["not-required"].text().startswith("Tidak perlu: lama antre < 5 menit")
    links = [each.attributes["href"] for each in rules["scoring"].walk() if each.tag == "a"]
    assert links == ["#menyapa"]
    (script, *_) = page.having("data-sigap-script", "kasir/sapaan-1")
    assert len(script.having("data-sigap-overlay-rule")) == 3
