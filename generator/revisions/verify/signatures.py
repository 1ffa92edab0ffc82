"""Signatures on approvals: made with `ssh-keygen -Y sign`, verified with `ssh-keygen -Y verify`.

Who may sign stands in `content/settings/allowed-signers`, in the form of ssh-keygen(1): a principal, perhaps
`namespaces="sigap-approval"` and `valid-before=…`, and a public key on each line. It is no YAML and is never published.
"""

from __future__ import annotations

import datetime as dt
import enum
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.revisions.register.entry import Entry
from generator.revisions.register.evidence import signature_path
from generator.revisions.register.statement import NAMESPACE, approval_statement

ALLOWED_SIGNERS: Final = "settings/allowed-signers"
PROGRAM: Final = "ssh-keygen"
TIMEOUT_SECONDS: Final = 30
LONGEST_REASON: Final = 200


class Verdict(enum.StrEnum):
    """What verifying came to. Only `good` is one; `unchecked` says that nobody could look."""

    GOOD = "good"
    BAD = "bad"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Result:
    """What verifying a signature came to.

    Attributes:
        verdict: What.
        reason: Why it is not good, in the words of ssh-keygen or ours; for a good one, the key that made it.
    """

    verdict: Verdict
    reason: str = ""

    @property
    def is_good(self) -> bool:
        """Tell whether the signature was verified."""
        return self.verdict is Verdict.GOOD


def verify_signature(statement: bytes, signature: bytes, principal: str, allowed_signers: Path, on: dt.date) -> Result:
    """Verify a signature.

    Args:
        statement: What was signed.
        signature: The armoured signature.
        principal: The signer as the file of allowed signers names them.
        allowed_signers: That file.
        on: When it was made: a moment with zone, or a day (then its noon, UTC); keys have days on which they are valid.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        return Result(Verdict.UNCHECKED, "ssh-keygen is not installed")
    if not allowed_signers.is_file():
        return Result(Verdict.UNCHECKED, f"there is no {ALLOWED_SIGNERS}")
    with tempfile.TemporaryDirectory(prefix="sigap-") as folder:
        path = Path(folder, "signature")
        path.write_bytes(signature)
        names = ["-f", str(allowed_signers), "-I", principal, "-n", NAMESPACE, "-s", str(path)]
        command = [program, "-Y", "verify", *names, f"-Overify-time={_timestamp(on)}"]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        try:
            done = subprocess.run(
                command, input=statement, capture_output=True, env=environment, timeout=TIMEOUT_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as failure:
            return Result(Verdict.UNCHECKED, f"ssh-keygen did not run: {type(failure).__name__}")
    said = " ".join((done.stdout + b" " + done.stderr).decode("utf-8", "replace").replace(str(path), "").split())
    return Result(Verdict.GOOD if done.returncode == 0 else Verdict.BAD, said[:LONGEST_REASON])


def _timestamp(on: dt.date) -> str:
    """Return a moment as ssh-keygen reads it; UTC is said by its `Z`."""
    moment = on if isinstance(on, dt.datetime) else dt.datetime.combine(on, dt.time(12), dt.UTC)
    return moment.astimezone(dt.UTC).strftime("%Y%m%d%H%M%SZ")


def verify_entry(content_path: Path, entry: Entry) -> Result | None:
    """Verify the signature of a line by the files of a content folder; None when the line has none."""
    if entry.signature is None:
        return None
    try:
        signature = (content_path / signature_path(entry.signature)).read_bytes()
        statement = approval_statement(entry)
    except (OSError, ValueError):
        return Result(Verdict.BAD, "the signature, or what it is made over, cannot be read")
    allowed = content_path / ALLOWED_SIGNERS
    return verify_signature(statement, signature, entry.signature.principal, allowed, entry.at)


def shown_as(entry: Entry) -> str:
    """Return the label of how an act is shown: signed by the person, or recorded by the controller.

    A signature is verified before its line is recorded, and again by each `sigap verify`; pages are the same on a
    machine that has no ssh-keygen.
    """
    return "register.shown-as.signed" if entry.signature else "register.shown-as.recorded"
