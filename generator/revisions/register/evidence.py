"""The files that show an act: replies, signed scans, signatures. They are kept by their digest and never published."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from generator.revisions.register.entry import Evidence, Signature

FOLDER: Final = "register/evidence"
MAX_BYTES: Final = 20 * 1024 * 1024
SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
SIGNATURE_SUFFIX: Final = ".sig"


def evidence_path(evidence: Evidence) -> str:
    """Return the place of evidence inside the content folder; an odd suffix is left out."""
    suffix = PurePosixPath(evidence.name).suffix.lower()
    return f"{FOLDER}/{evidence.sha256}{suffix if SUFFIX.fullmatch(suffix) else ''}"


def signature_path(signature: Signature) -> str:
    """Return the place of a signature inside the content folder."""
    return f"{FOLDER}/{signature.sha256}{SIGNATURE_SUFFIX}"
