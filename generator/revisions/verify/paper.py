"""`sigap verify --site x.pdf`: which revision a PDF is, proved by the canonical form that is attached to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.library import Library
from generator.problems import Location, Problem, error
from generator.revisions.shared_values import FixedFingerprints
from generator.revisions.verify.embedded import embedded_files
from generator.revisions.verify.form import Form, FormError, read_form
from generator.revisions.verify.site import known_fingerprints
from generator.revisions.verify.witness import Witness


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a PDF.

    Attributes:
        form: What its attachment proves; None when it proves nothing.
        status: What that revision is today, such as `in-force`; `earlier-text` for a text of old of that revision;
            `unknown` when neither content nor an edition knows it.
        line: The last line of the register that names the fingerprint; 0: none does.
        editions: The editions that showed the revision with this fingerprint.
        file_of: Edition and path of the very same file, byte for byte; empty when no edition has it.
        problems: What is wrong.
    """

    form: Form | None = None
    status: str = "unknown"
    line: int = 0
    editions: tuple[str, ...] = ()
    file_of: str = ""
    problems: list[Problem] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data; the keys are public."""
        form = self.form
        return {
            "document": form.document if form else None,
            "revision": form.revision if form else None,
            "fingerprint": form.fingerprint if form else None,
            "audience": form.audience if form else None,
            "status": self.status,
            "line": self.line or None,
            "editions": list(self.editions),
            "file_of": self.file_of or None,
        }


def verify_paper(pdf_path: Path, library: Library | None, witnesses: Sequence[Witness]) -> Paper:
    """Verify a PDF.

    Args:
        pdf_path: The file.
        library: The content, when it is at hand.
        witnesses: What editions showed.

    Raises:
        OSError: The file cannot be read.
    """
    data, place = pdf_path.read_bytes(), Location(pdf_path.name)
    if not data.startswith(b"%PDF-"):
        return Paper(problems=[error(place, "pdf-not-one")])
    try:
        forms = [form for each in embedded_files(data) if (form := read_form(each))]
    except FormError as failure:
        return Paper(problems=[error(place, "pdf-form-changed", reason=failure)])
    if len(forms) != 1:
        return Paper(problems=[error(place, "pdf-form-missing", count=len(forms))])
    return _known(forms[0], hashlib.sha256(data).hexdigest(), place, library, witnesses)


def _known(form: Form, sha256: str, place: Location, library: Library | None, witnesses: Sequence[Witness]) -> Paper:
    status, line = _in_content(form, library) if library else ("unknown", 0)
    manifests = [each.manifest for each in witnesses if each.manifest]
    shown = [
        each.edition
        for each in manifests
        if (state := each.documents.get(form.document)) and state.fingerprint == form.fingerprint
    ]
    files = (f"{each.edition}/{path}" for each in manifests for path, digest in each.files.items() if digest == sha256)
    paper = Paper(form, status, line, tuple(dict.fromkeys(shown)), next(files, ""))
    if status == "unknown" and not paper.editions and not paper.file_of:
        values = {"document": form.document, "revision": form.revision, "fingerprint": form.fingerprint}
        paper.problems.append(error(place, "pdf-form-unknown", **values))
    return paper


def _in_content(form: Form, library: Library) -> tuple[str, int]:
    """Return what the content says of a text today, and the last line of the register that names it."""
    document = library.documents.get(form.document)
    held = document.revisions.get(form.revision) if document else None
    if document is None or held is None:
        return "unknown", 0
    line = known_fingerprints(library, document, held).get(form.fingerprint, 0)
    if FixedFingerprints(library).of_revision(document, held) == form.fingerprint:
        return str(document.status_of(held, library.now)), line
    return ("earlier-text" if line else "unknown"), line


def paper_lines(paper: Paper) -> Iterator[str]:
    """Yield what is known of a PDF, for people."""
    form = paper.form
    if form is None:
        return
    yield f"{form.document}, revision {form.revision}: {paper.status}"
    yield f"fingerprint, computed anew from the attached form: {form.fingerprint}"
    yield f"register: line {paper.line} names it" if paper.line else "register: no line names it"
    yield f"editions that showed it: {', '.join(paper.editions) or 'none'}"
    if paper.file_of:
        yield f"the file is, byte for byte, {paper.file_of}"
    else:
        yield "no edition holds this very file: what its pages show was not compared with its attached form"
