"""Sites to be measured: the real content, and the same with other answers beside it.

Each is built by the generator as `sigap build` does it; nothing is written below the project's folder. Findings do not
stop a build: what is measured is search.
"""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import yaml

from benchmarks.search.others import OtherAnswer
from benchmarks.search.shared import PROJECT
from generator.build.prepare import Prepared, prepare
from generator.checks.rule import Finding
from generator.content import gather
from generator.placing import build_library
from generator.plugin import build_site
from generator.problems import Severity
from generator.render.context import RenderContext
from generator.search.answer import Answer
from generator.search.site import answers_of, search_files

ENTRIES_PER_DOCUMENT = 500
"""Pages stay of a size that people would write."""
MODEL = "lapor-ulang"
"""The document whose settings (class, brands, channels) other documents take over."""
MISSING = {"missing": "not-in-source"}


@dataclass(frozen=True, slots=True)
class Site:
    """A built site.

    Attributes:
        folder: Of its `index.html`.
        build_seconds: How long reading, rendering and writing took.
        index_seconds: How long making the index of search took, alone.
        index_bytes: The size of all its files, not compressed.
        answers: What can be found.
    """

    folder: Path
    build_seconds: float
    index_seconds: float
    index_bytes: int
    answers: list[Answer]


def build(folder: Path, others: Sequence[OtherAnswer]) -> Site:
    """Build a site with our search into a folder that does not exist yet, with other answers beside the real ones."""
    started = time.perf_counter()
    prepared = prepared_with(folder, others)
    build_site(prepared, PROJECT / "mkdocs.yml", folder / "site")
    took = time.perf_counter() - started
    context = RenderContext(prepared.library, prepared.as_of, prepared.findings)
    started = time.perf_counter()
    files = search_files(context)
    index_took = time.perf_counter() - started
    answers = [answer for answer in answers_of(context) if not answer.group.origin.is_history]
    return Site(folder / "site", took, index_took, sum(map(len, files.values())), answers)


def prepared_with(folder: Path, others: Sequence[OtherAnswer]) -> Prepared:
    """Read a copy of the content with other answers beside it.

    The rules look at the real content alone: what they find is shown in its results, and takes no part in search.

    Raises:
        RuntimeError: The content has errors.
    """
    content = folder / "content"
    shutil.copytree(PROJECT / "content", content)
    prepared = prepare(content, None, {}, dt.datetime.now(dt.UTC))
    if others:
        write_others(content, others)
        read = gather(content, name=content.name)
        library = build_library(read, prepared.as_of.date())
        prepared = replace(prepared, library=library, problems=[*read.problems, *library.problems])
    prepared = replace(prepared, problems=[each for each in prepared.problems if not isinstance(each, Finding)])
    if not prepared.is_publishable:
        errors = [str(problem) for problem in prepared.problems if problem.severity is Severity.ERROR]
        raise RuntimeError(f"the content has errors: {errors[:3]}")
    return prepared


def write_others(content: Path, others: Sequence[OtherAnswer]) -> None:
    """Write other answers as documents of FAQ entries: lain-1, lain-2 and so on."""
    model = yaml.safe_load((content / f"documents/{MODEL}/document.yml").read_text(encoding="utf-8"))
    for start in range(0, len(others), ENTRIES_PER_DOCUMENT):
        number = start // ENTRIES_PER_DOCUMENT + 1
        _write_document(content / "documents", number, others[start : start + ENTRIES_PER_DOCUMENT], model)


def _write_document(documents: Path, number: int, others: Sequence[OtherAnswer], model: dict[str, object]) -> None:
    name = f"lain-{number}"
    by_topic = sorted(others, key=lambda each: each.group)
    groups = [
        {
            "id": f"topik-{number}-{place}",
            "title": topic,
            "entries": [
                {"id": f"lain-{number}-{place}-{entry}", "question": each.heading, "answer": each.body}
                for entry, each in enumerate(members, start=1)
            ],
        }
        for place, (topic, members) in enumerate(groupby(by_topic, key=lambda each: each.group), start=1)
    ]
    kept = ("class", "document_number", "document_owner", "authority", "brands", "channels", "review_interval_months")
    document = {
        "id": name,
        "title": f"Jawaban lain {number}",
        "short_title": f"Jawaban lain {number}",
        **{key: model[key] for key in kept},
        "readers": "Petugas wilayah",
        "summary": "Jawaban untuk mengukur pencarian.",
        "revisions": [{"revision": "1"}],
    }
    revision = {
        "revision": "1",
        "version": "1",
        "issued_on": dict(MISSING),
        "effective": {"from": dict(MISSING)},
        "pages": dict(MISSING),
        "adopted": True,
        "source_note": "Dibuat untuk mengukur pencarian.",
        "sections": [
            {
                "id": f"isi-{number}",
                "title": "Jawaban",
                "body": [{"faq": [group["id"] for group in groups]}],
            }
        ],
    }
    (documents / name / "1").mkdir(parents=True)
    for path, value in (("document.yml", document), ("1/revision.yml", revision), ("1/faq.yml", {"groups": groups})):
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
        (documents / name / path).write_text(text, encoding="utf-8")
