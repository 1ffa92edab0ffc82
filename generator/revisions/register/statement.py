"""The statement of an approval: the one text that a signature is made over, and that evidence can be held against."""

from __future__ import annotations

from generator.revisions.register.entry import Entry

HEADING = "Sigap: pernyataan pengesahan, bentuk 1"
NAMESPACE = "sigap-approval"
"""The namespace of `ssh-keygen -Y sign`, so that a signature made for something else fits nothing here."""


def approval_statement(entry: Entry) -> bytes:
    """Return what a person states by an act of the approval sheet: UTF-8, one fact per line, a line feed at its end.

    No value has a line break: ids have none, and a role with one is refused when the act is recorded. The purpose is
    `publication` or `withdrawal`, so that agreement to the one is never agreement to the other.

    Raises:
        ValueError: A value has a line break, so that the text could be read in two ways.
    """
    facts = {
        "document": entry.document,
        "revision": entry.revision,
        "act": str(entry.act),
        "purpose": entry.purpose or "publication",
        "fingerprint": entry.fingerprint,
        "person": entry.person,
        "role": entry.role,
        "on": entry.on.isoformat() if entry.on else "",
    }
    for value in facts.values():
        if value and value.splitlines() != [value]:
            raise ValueError(value)
    return "".join(f"{line}\n" for line in (HEADING, *(f"{name}: {value}" for name, value in facts.items()))).encode()
