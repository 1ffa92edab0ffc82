"""Other answers of the same domain, to be loaded beside the real ones: those of the shared folder, and made-up ones.

Made-up answers are about electricity, internet and apps, as the real ones are, and hold many of their words, so that
they compete for queries; none says what the real content says. The same seed gives the same answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from benchmarks.search.shared import Shared

SEED = 20_231
WORDS: Final[dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
NUMBERS = (5, 7, 10, 15, 21, 30, 35, 45, 60, 75, 90, 150, 250, 1300, 2200, 3500, 5500, 7700)


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """A question and its answer, in a group of its topic."""

    group: str
    heading: str
    body: str


def other_answers(shared: Shared, count: int) -> list[OtherAnswer]:
    """Return so many other answers: first those of the shared folder, then made-up ones."""
    given = [OtherAnswer(each["group"], each["heading"], each["body"]) for each in shared.read("distractors_2000.json")]
    found = given[:count]
    return [*found, *made_up(count - len(found), {each.heading for each in given})]


def made_up(count: int, taken: set[str]) -> Iterator[OtherAnswer]:
    """Yield made-up answers whose headings are not taken and differ from one another."""
    source = random.Random(SEED)
    known = set(taken)
    while count > 0:
        topic = f"{source.choice(WORDS['topics'])} {source.choice(WORDS['places'])}"
        heading = source.choice(WORDS["questions"]).format_map(_words(source))
        if heading in known:
            continue
        known.add(heading)
        words = _words(source)
        sentences = source.sample(WORDS["sentences"], source.randint(2, 5))
        yield OtherAnswer(topic, heading, " ".join(sentence.format_map(words) for sentence in sentences))
        count -= 1


def _words(source: random.Random) -> dict[str, str]:
    """Return words for the gaps of a template."""
    role = source.choice(WORDS["roles"])
    return {
        "place": source.choice(WORDS["places"]),
        **_two(source, "building", WORDS["buildings"]),
        **_two(source, "document", WORDS["documents"]),
        "part": source.choice(WORDS["parts"]),
        "app": source.choice(WORDS["apps"]),
        "role": role,
        "Role": role.capitalize(),
        "channel": source.choice(WORDS["channels"]),
        "month": source.choice(WORDS["months"]),
        "fault": source.choice(WORDS["faults"]),
        "code": f"{source.choice('BCDFGHJKLMNPRSTVW')}{source.choice('AEIOU')}{source.randint(100, 9999)}",
        "number": str(source.choice(NUMBERS)),
    }


def _two(source: random.Random, name: str, values: Sequence[str]) -> dict[str, str]:
    one, other = source.sample(values, 2)
    return {name: one, f"{name}2": other}
