"""How long the checker takes for many answers, beside reading them.

Makes a content tree of one document with generated FAQ entries, then measures in one run:

- load: reading, validating and listing everything (what any use of the content costs),
- check: the checks and the rules, all of them,
- peer: PyYAML's C loader on the same file, which only parses.

Run it with `make venv` done: `.venv/bin/python benchmarks/check_answers.py [ENTRIES] [--rules]`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import yaml

from generator.checks import check_library
from generator.checks.rule import Finding, Rule
from generator.checks.rules import all_rules
from generator.content import gather
from generator.placing import build_library
from generator.survey import Survey, letter_of, survey_of

CLEAN = Path(__file__).resolve().parent.parent / "tests" / "clean" / "content"
FAQ = "documents/tirta-mobile/1/faq.yml"
REVISION = "documents/tirta-mobile/1/revision.yml"
ON = dt.date(2026, 2, 1)
SYLLABLES = ("ka", "ri", "ta", "mu", "ne", "so", "pa", "li", "du", "gi", "ba", "wo", "se", "ma", "ti", "ku")
ResultT = TypeVar("ResultT")


def main() -> None:
    """Print one line per measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", nargs="?", type=int, default=10_000)
    parser.add_argument("--rules", action="store_true", help="the ten slowest rules too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(CLEAN, content)
        write_answers(content / FAQ, arguments.entries)
        shown = (content / REVISION).read_text(encoding="utf-8")
        shown = shown.replace("faq: [faq-akun, faq-pembayaran]", "faq: [faq-akun, faq-pembayaran, faq-banyak]")
        (content / REVISION).write_text(shown, encoding="utf-8")
        measure(content, with_rules=arguments.rules)


def write_answers(path: Path, count: int) -> None:
    """Add entries of about thirty words each, in words that differ as those of people do."""
    source = random.Random(1)
    words = ["".join(source.choices(SYLLABLES, k=source.randint(1, 4))) for _ in range(4000)]
    lines = [path.read_text(encoding="utf-8").rstrip("\n")]
    lines += ["  - id: faq-banyak", '    number: "3"', "    title: Banyak", "    entries:"]
    for number in range(count):
        question = " ".join(source.choices(words, k=9)).capitalize()
        answer = " ".join(source.choices(words, k=21)).capitalize()
        lines += [f"      - id: tanya-{number}", f"        question: {question}?", f"        answer: {answer}."]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(content: Path, *, with_rules: bool) -> None:
    """Measure a content tree and print seconds and ratios."""
    text = (content / FAQ).read_text(encoding="utf-8")
    peer, _ = timed(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    load, library = timed(lambda: build_library(gather(content), ON))
    all_rules()  # their modules are part of the program, not of a check
    letter_of.cache_clear()
    check, checked = timed(lambda: check_library(library))
    answers = sum(unit.kind == "faq" for unit in library.units())
    print(f"answers {answers}, findings {len(checked.findings)}, problems {len(checked.problems)}")
    print(f"peer  {peer:6.2f} s  PyYAML CSafeLoader, the file of the answers alone")
    print(f"load  {load:6.2f} s  {load / peer:5.2f} x peer")
    print(f"check {check:6.2f} s  {check / peer:5.2f} x peer, {check / load:5.2f} x load")
    if with_rules:
        survey = survey_of(library)
        times = [(timed(partial(_run, rule, survey))[0], rule.code) for rule in all_rules()]
        for seconds, code in sorted(times, reverse=True)[:10]:
            print(f"      {seconds:6.2f} s  {code}")


def _run(rule: Rule, survey: Survey) -> list[Finding]:
    return list(rule(survey))


def timed(work: Callable[[], ResultT]) -> tuple[float, ResultT]:
    """Return how many seconds a piece of work took, and what came out."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
