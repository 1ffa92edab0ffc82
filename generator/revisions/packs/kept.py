"""The files that show an act: read from the content folder, held against the digests of the register, attached."""

from __future__ import annotations

import enum
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from generator.pdf.attachments import Attachment
from generator.pdf.pack import printable
from generator.render.labels import label
from generator.revisions.register.entry import FOLDER, Entry

EVIDENCE: Final = f"{FOLDER}/evidence"
MEDIA_TYPES: Final = {
    ".eml": "message/rfc822",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".sig": "text/plain",
    ".txt": "text/plain",
}
_NAME_DIGITS: Final = 16


class FileState(enum.StrEnum):
    """What became of a file that a line names; the words are labels `pack.evidence.file-<state>`."""

    ATTACHED = "attached"
    MISSING = "missing"
    CHANGED = "changed"


@dataclass(slots=True)
class KeptFiles:
    """Looks for the files that lines name, and gathers those that are as they were.

    Attributes:
        content_path: The content folder.
        attachments: By the digest of each file; one that several lines name is there once.
        faults: Digests of files that are gone or are others now.
    """

    content_path: Path
    attachments: dict[str, Attachment] = field(default_factory=dict)
    faults: dict[str, FileState] = field(default_factory=dict)

    def evidence(self, entry: Entry) -> FileState:
        """Take the evidence of a line, which names some."""
        if entry.evidence is None:
            raise LookupError(entry.seq)
        words = label("pack.evidence.file.evidence", line=entry.seq, name=entry.evidence.name)
        return self._take(entry.evidence.sha256, words)

    def signature(self, entry: Entry) -> FileState:
        """Take the signature of a line, which names one."""
        if entry.signature is None:
            raise LookupError(entry.seq)
        words = label("pack.evidence.file.signature", line=entry.seq, principal=entry.signature.principal)
        return self._take(entry.signature.sha256, words)

    def _take(self, sha256: str, description: str) -> FileState:
        if sha256 in self.attachments:
            return FileState.ATTACHED
        path = self._find(sha256)
        if path is None:
            self.faults[sha256] = FileState.MISSING
            return FileState.MISSING
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            self.faults[sha256] = FileState.CHANGED
            return FileState.CHANGED
        self.attachments[sha256] = attachment(f"{sha256[:_NAME_DIGITS]}{path.suffix.lower()}", description, data)
        return FileState.ATTACHED

    def _find(self, sha256: str) -> Path | None:
        """Return the file of a digest; a register may hold anything where a digest belongs."""
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            return None
        found = sorted((self.content_path / EVIDENCE).glob(f"{sha256}*"))
        return next((path for path in found if path.is_file() and path.stem == sha256), None)


def attachment(name: str, description: str, data: bytes) -> Attachment:
    """Return a file to attach under a name that any system can keep."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", name)
    mime = MEDIA_TYPES.get(PurePath(plain).suffix.lower(), "application/octet-stream")
    return Attachment(plain, mime, "supplement", printable(description), data)
