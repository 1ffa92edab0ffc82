"""Decisions over several facts: what they leave open or claim twice is what brute force finds."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.flows.decisions import MOST_CASES, check_decisions
from generator.checks.flows.shape import Shape, circles_in, strong_parts
from generator.kinds.flow.schema import Flow, FlowFile
from generator.library import Library
from tests.contents import base_copy, library_of, read_model, write_files

FACTS = """\
facts:
  - {id: lama-antre, name: lama antre, type: duration, unit: menit}
  - {id: jenis-tamu, name: jenis tamu, type: choice, values: [{value: anggota}, {value: bukan anggota}]}
  - {id: mendesak, name: mendesak, type: flag}
  - {id: kedatangan, name: kedatangan, type: count, unit: kali}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    content = base_copy(tmp_path_factory.mktemp("facts"))
    write_files(content, {"settings/facts.yml": FACTS})
    return library_of(content)


def flow_of(ways: list[dict[str, str]], *, before: str = "", has_other: bool = False) -> Flow:
    """Make a flow with one decision, each way of which leads to an end of its own."""
    ends = "".join(f"    - {{id: akhir-{place}, kind: end, text: Akhir}}\n" for place in range(len(ways) + 1))
    edges = "".join(
        f"    - {{from: pilih, to: akhir-{place}, when: [{', '.join(conditions_of(way))}]}}\n"
        for place, way in enumerate(ways)
    )
    other = f"    - {{from: pilih, to: akhir-{len(ways)}}}\n" if has_other else ""
    text = (
        "flow:\n  id: alur\n  title: Alur\n  reconstructed: true\n  nodes:\n"
        "    - {id: mulai, kind: start, text: Mulai}\n    - {id: pilih, kind: decision, text: Pilih}\n"
        f"{ends}  edges:\n{before or '    - {from: mulai, to: pilih}'}\n{edges}{other}"
    )
    return read_model(text, FlowFile).flow


def conditions_of(way: dict[str, str]) -> list[str]:
    return [f'{{fact: {fact}, is: "{value}"}}' for fact, value in way.items()]


def found(flow: Flow, library: Library) -> list[tuple[str, str]]:
    problems = check_decisions(Shape.of(flow), library)
    return [(each.code, str(each.values.get("cases", ""))) for each in problems]


MENIT = {"< 5 menit": {4}, "<= 5 menit": {4, 5}, "= 5 menit": {5}, ">= 5 menit": {5, 6}, "> 5 menit": {6}}
WAYS = st.fixed_dictionaries(
    {},
    optional={
        "lama-antre": st.sampled_from(list(MENIT)),
        "jenis-tamu": st.sampled_from(["anggota", "bukan anggota"]),
        "mendesak": st.sampled_from(["ya", "tidak"]),
    },
).filter(bool)


def meets(way: dict[str, str], case: tuple[int, str, str]) -> bool:
    minutes, guest, urgent = case
    return (
        ("lama-antre" not in way or minutes in MENIT[way["lama-antre"]])
        and way.get("jenis-tamu", guest) == guest
        and way.get("mendesak", urgent) == urgent
    )


@given(st.lists(WAYS, min_size=1, max_size=5), st.booleans())
def test_holes_and_overlaps_are_those_of_brute_force(
    library: Library, ways: list[dict[str, str]], has_other: bool
) -> None:
    cases = list(product((4, 5, 6), ("anggota", "bukan anggota"), ("ya", "tidak")))
    counts = [sum(meets(way, case) for way in ways) for case in cases]
    overlapping = [
        place
        for place, way in enumerate(ways)
        if any(meets(way, case) and any(meets(before, case) for before in ways[:place]) for case in cases)
    ]
    codes = [code for code, _ in found(flow_of(ways, has_other=has_other), library)]
    assert codes.count("flow-decision-open") == (not has_other and 0 in counts)
    assert codes.count("flow-decision-twice") == len(overlapping)


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        pytest.param(
            [{"lama-antre": "1-24 menit"}, {"lama-antre": "> 24 menit"}],
            [("flow-decision-open", "lama antre: kurang dari 1 menit")],
            id="the first minute, which 1-24 leaves out",
        ),
        pytest.param(
            [{"kedatangan": "1 kali"}, {"kedatangan": "2 kali"}, {"kedatangan": "3 kali"}],
            [("flow-decision-open", "kedatangan: 4 kali atau lebih")],
            id="a fourth time",
        ),
        pytest.param([{"mendesak": "ya"}], [("flow-decision-open", "mendesak: tidak")], id="yes without no"),
        pytest.param(
            [
                {"jenis-tamu": "anggota"},
                {"jenis-tamu": "bukan anggota", "lama-antre": "< 5 menit"},
                {"jenis-tamu": "bukan anggota", "lama-antre": "> 5 menit", "mendesak": "ya"},
            ],
            [
                (
                    "flow-decision-open",
                    (
                        "jenis tamu: bukan anggota; lama antre: tepat 5 menit"
                        " / jenis tamu: bukan anggota; lama antre: lebih dari 5 menit; mendesak: tidak"
                    ),
                )
            ],
            id="three facts, and only what matters is named",
        ),
        pytest.param([{"lama-antre": "lama"}], [], id="a condition at fault is told elsewhere"),
        pytest.param([{"tidak-ada": "ya"}], [], id="so is a fact that is not declared"),
    ],
)
def test_what_is_left_open(ways: list[dict[str, str]], expected: list[tuple[str, str]], library: Library) -> None:
    assert found(flow_of(ways), library) == expected


def test_what_an_earlier_decision_rules_out_need_not_be_covered(library: Library) -> None:
    before = (
        '    - {from: mulai, to: pilih, when: [{fact: lama-antre, is: ">= 5 menit"}]}\n'
        "    - {from: mulai, to: akhir-0, label: selain itu}"
    )
    ways = [{"lama-antre": "5-10 menit"}, {"lama-antre": "> 10 menit"}]
    assert found(flow_of(ways, before=before), library) == []
    assert found(flow_of(ways), library) == [("flow-decision-open", "lama antre: kurang dari 5 menit")]


def test_another_fact_rules_nothing_out(library: Library) -> None:
    before = (
        "    - {from: mulai, to: akhir-0, when: [{fact: jenis-tamu, is: anggota}, {fact: mendesak, is: ya}]}\n"
        "    - {from: mulai, to: pilih, label: selain itu}"
    )
    assert found(flow_of([{"mendesak": "tidak"}], before=before), library) == [("flow-decision-open", "mendesak: ya")]


def test_thousands_of_cases_are_counted_and_not_looked_at(library: Library) -> None:
    ways = [{"lama-antre": f"{minute}-{minute} menit", "kedatangan": f"{minute + 1} kali"} for minute in range(50)]
    problems = list(check_decisions(Shape.of(flow_of(ways)), library))
    assert [(each.code, each.values["most"]) for each in problems] == [("flow-decision-too-many", str(MOST_CASES))]


NAMES = "abcdef"
GRAPHS = st.fixed_dictionaries({name: st.lists(st.sampled_from(NAMES + "x"), max_size=3) for name in NAMES})


@given(GRAPHS)
def test_groups_lead_to_each_other_and_come_after_those_they_lead_to(targets: dict[str, list[str]]) -> None:
    reach = {name: beyond(name, targets) for name in NAMES}
    parts = strong_parts(targets)
    assert sorted(name for part in parts for name in part) == list(NAMES)
    place = {name: position for position, part in enumerate(parts) for name in part}
    for one, other in product(NAMES, NAMES):
        assert (place[one] == place[other]) == (one == other or (other in reach[one] and one in reach[other]))
        assert other not in reach[one] or place[other] <= place[one]
    assert {name for part in circles_in(targets) for name in part} == {name for name in NAMES if name in reach[name]}


def beyond(name: str, targets: dict[str, list[str]]) -> set[str]:
    """Return what is reached from a name in one step or more."""
    found: set[str] = set()
    waiting = list(targets[name])
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(targets.get(current, []))
    return found
