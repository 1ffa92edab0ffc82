"""Editions beside each other: what they are, which one readers are led to, and which ones go."""

import datetime as dt
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.editions.held import held_editions, roll_back, rolled_back_since
from generator.editions.log import Hand, read_log
from generator.editions.manifest import MANIFEST
from generator.editions.prune import Rule, prune_editions
from generator.editions.publish import PublishError, open_public
from generator.editions.text import editions_text
from tests.editions.making import ANI, NOON, add_edition, head, tree
from tests.editions.test_publish import in_a_child

A, B, C = "2026-01-01", "2026-02-01", "2026-03-01"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    path = tmp_path / "public"
    for number, name in enumerate((A, B, C), 1):
        add_edition(path, name, {"kasir": head(number)})
    return path


def latest(public: Path) -> str:
    return str((public / "latest").readlink())


def aliases(public: Path) -> dict[str, list[str]]:
    return {each["version"]: each["aliases"] for each in json.loads((public / "versions.json").read_text())}


def deeds(public: Path) -> list[tuple[str, str]]:
    return [(line.deed, line.edition) for line in read_log(public)]


def code_of(caught: pytest.ExceptionInfo[PublishError]) -> str:
    return caught.value.problem.code


# Rolling back


def test_back_and_back_again_and_to_a_named_one(public: Path) -> None:
    before = {name: tree(public / name) for name in (A, B, C)}
    assert roll_back(public, None, ANI).now == B
    assert (latest(public), aliases(public)) == (B, {C: [], B: ["latest"], A: []})
    assert roll_back(public, None, ANI).now == A, "the one before, not the one it came from"
    assert roll_back(public, C, ANI).before == A
    assert latest(public) == C
    assert {name: tree(public / name) for name in (A, B, C)} == before, "editions are never changed"
    assert deeds(public)[3:] == [("rolled-back", B), ("rolled-back", A), ("rolled-back", C)]


def test_what_was_published_before_counts_not_what_shows_an_earlier_day(public: Path) -> None:
    add_edition(public, "2025-06-01", {"kasir": head(3)})
    assert latest(public) == "2025-06-01"
    assert roll_back(public, None, ANI).now == C


def test_without_a_log_the_list_decides(public: Path) -> None:
    (public / "editions.jsonl").unlink()
    assert roll_back(public, None, ANI).now == B


def test_back_to_where_readers_are_is_no_step(public: Path) -> None:
    assert roll_back(public, C, ANI).before == C
    assert len(read_log(public)) == 3


def test_the_first_edition_has_none_before(public: Path) -> None:
    roll_back(public, A, ANI)
    with pytest.raises(PublishError) as caught:
        roll_back(public, None, ANI)
    assert code_of(caught) == "publish-nothing-before"


@pytest.mark.parametrize("name", ["2020-01-01", "latest", "..", ".lock"])
def test_only_editions_of_the_list(public: Path, name: str) -> None:
    with pytest.raises(PublishError) as caught:
        roll_back(public, name, ANI)
    assert code_of(caught) == "publish-edition-unknown"
    assert latest(public) == C


def test_a_damaged_edition_is_refused(public: Path) -> None:
    page, manifest = public / B / "kasir/index.html", public / B / MANIFEST
    damages: list[tuple[Callable[[], object], str]] = [
        (lambda: page.write_text("other"), "publish-edition-damaged"),
        (page.unlink, "publish-edition-damaged"),
        (lambda: (public / B / "new.html").write_text(""), "publish-edition-damaged"),
        (lambda: manifest.write_text("{}"), "publish-manifest-unreadable"),
        (manifest.unlink, "publish-no-manifest"),
    ]
    for damage, code in damages:
        damage()
        with pytest.raises(PublishError) as caught:
            roll_back(public, B, ANI)
        assert code_of(caught) == code
    assert (latest(public), len(read_log(public))) == (C, 3)


def test_no_folder_is_made_by_looking(tmp_path: Path) -> None:
    for look in (lambda path: roll_back(path, None, ANI), held_editions):
        with pytest.raises(PublishError) as caught:
            look(tmp_path / "public")
        assert code_of(caught) == "publish-no-editions"
    assert not (tmp_path / "public").exists()


def test_a_build_knows_that_it_comes_after_a_roll_back(public: Path) -> None:
    assert rolled_back_since(read_log(public)) is None
    roll_back(public, B, ANI)
    prune_editions(public, Rule(editions=(A,)), ANI)
    line = rolled_back_since(read_log(public))
    assert line is not None
    assert (line.edition, line.by, line.at) == (B, "ani", "2026-03-04T12:00:00+00:00")
    add_edition(public, "2026-04-01", {"kasir": head(4)})
    assert rolled_back_since(read_log(public)) is None


def test_a_kill_at_any_step_of_a_roll_back(public: Path) -> None:
    before = {name: tree(public / name) for name in (A, B, C)}
    seen = []
    for killed in range(1, 100):
        status = in_a_child(lambda: roll_back(public, B, ANI), killed, is_after=False)
        seen.append(latest(public))
        assert deeds(public) in ([*deeds_of_all()], [*deeds_of_all(), ("rolled-back", B)])
        assert latest(public) == C or deeds(public)[-1] == ("rolled-back", B)
        assert {name: tree(public / name) for name in (A, B, C)} == before
        if os.WIFEXITED(status):
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
    assert status == 0
    assert seen[-1] == B
    assert len(seen) > 5
    assert not list(public.glob(".[nb]*"))


def deeds_of_all() -> list[tuple[str, str]]:
    return [("published", name) for name in (A, B, C)]


# The list


def test_the_list_says_what_there_is(public: Path) -> None:
    add_edition(public, "2026-04-01")
    (public / "2026-05-01").mkdir()
    roll_back(public, C, ANI)
    found = held_editions(public)
    assert [(each.name, each.documents, each.is_latest, each.is_listed) for each in found] == [
        ("2026-04-01", None, False, True),
        (C, 1, True, True),
        (B, 1, False, True),
        (A, 1, False, True),
        ("2026-05-01", None, False, False),
    ]
    assert found[1].as_of == f"{C}T00:00:00+07:00"
    assert found[0].as_of == "2026-04-01", "without a manifest the day of the list"
    assert found[1].size_bytes == sum(len(data) for data in tree(public / C).values())
    assert editions_text(found).splitlines()[1:3] == [
        "  2026-04-01  2026-04-01                 ?          0.0 MB  no manifest",
        "* 2026-03-01  2026-03-01 00:00:00+07:00  1          0.0 MB  latest",
    ]


# Removing


def test_the_newest_stay(public: Path) -> None:
    assert prune_editions(public, Rule(keep=2), ANI, is_dry=True).removed == [A]
    assert (public / A).is_dir()
    before = {name: tree(public / name) for name in (B, C)}
    assert prune_editions(public, Rule(keep=2), ANI).removed == [A]
    assert not (public / A).exists()
    assert aliases(public) == {C: ["latest"], B: []}
    assert deeds(public)[-1] == ("pruned", A)
    assert read_log(public)[-1].heads == {"kasir": head(1)}, "the log remembers what the edition knew"
    assert {name: tree(public / name) for name in (B, C)} == before


@pytest.mark.parametrize(
    ("days", "removed"),
    [
        pytest.param(62, [], id="the first of January is 62 days before the fourth of March"),
        pytest.param(61, [A], id="one day less"),
        pytest.param(1, [A, B], id="the edition that readers see stays at any age"),
    ],
)
def test_old_ones_go(public: Path, days: int, removed: list[str]) -> None:
    assert prune_editions(public, Rule(older_than_days=days), ANI).removed == removed
    assert latest(public) == C


def test_of_named_ones_all_go_or_none(public: Path) -> None:
    pruned = prune_editions(public, Rule(editions=(A, C)), ANI)
    assert [problem.code for problem in pruned.problems] == ["publish-prune-latest"]
    assert pruned.removed == []
    assert (public / A).is_dir()
    with pytest.raises(PublishError) as caught:
        prune_editions(public, Rule(editions=(A, "2020-01-01")), ANI)
    assert code_of(caught) == "publish-edition-unknown"
    assert prune_editions(public, Rule(editions=(A, B)), ANI).removed == [A, B]


def test_the_last_witness_of_a_register_stays(public: Path) -> None:
    roll_back(public, A, ANI)
    pruned = prune_editions(public, Rule(editions=(B, C)), ANI)
    assert [(each.code, each.values["edition"]) for each in pruned.problems] == [("publish-prune-witness", C)]
    assert prune_editions(public, Rule(editions=(B,)), ANI).removed == [B], "the third one knows more"


def test_an_edition_that_knows_another_line_in_the_place_stays(public: Path) -> None:
    add_edition(public, "2026-04-01", {"kasir": head(3, of="other")})
    pruned = prune_editions(public, Rule(editions=(C,)), ANI)
    assert [each.code for each in pruned.problems] == ["publish-prune-witness"]


def test_by_rule_a_witness_is_said_and_the_rest_goes(public: Path) -> None:
    add_edition(public, "2026-04-01", {"gudang": head(1)})
    pruned = prune_editions(public, Rule(keep=1), ANI)
    assert [(each.code, each.severity.value, each.values["edition"]) for each in pruned.problems] == [
        ("publish-prune-witness", "warning", C)
    ]
    assert pruned.removed == [A, B]


def test_of_a_damaged_manifest_the_log_knows_the_heads(public: Path) -> None:
    (public / A / MANIFEST).write_text("{")
    assert prune_editions(public, Rule(editions=(A,)), ANI).removed == [A]


def test_a_kill_at_any_step_of_removing(public: Path) -> None:
    for killed in range(1, 200):
        status = in_a_child(lambda: prune_editions(public, Rule(keep=1), ANI), killed, is_after=False)
        listed = aliases(public)
        assert latest(public) == C
        assert all(tree(public / name) for name in listed), "what a list names is there"
        assert all((public / name / "index.html").is_file() for name in (A, B, C) if (public / name).exists())
        if os.WIFEXITED(status):
            break
    assert status == 0
    prune_editions(public, Rule(keep=1), ANI)
    assert sorted(path.name for path in public.iterdir()) == [".lock", C, "editions.jsonl", "latest", "versions.json"]
    assert deeds(public)[3:] == [("pruned", A), ("pruned", B)]


def test_nothing_is_removed_while_a_build_works(public: Path) -> None:
    with open_public(public), pytest.raises(PublishError) as caught:
        prune_editions(public, Rule(keep=1), Hand(NOON + dt.timedelta(days=1)))
    assert code_of(caught) == "publish-locked"
