"""For whom a sentence is, as its place and its blanks say: Pelanggan, Calon Pelanggan, Penelepon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.script.schema import Script
from generator.survey import Entry, letter_of

_NAME_OF = re.compile(r"\bnama\s+([\w ]+)$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def role_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the roles of placeholders called `Nama X`, the longest first."""
    found = {match[1].strip() for name in names if (match := _NAME_OF.search(name))}
    return tuple(sorted(found, key=lambda role: (-len(role), role)))


def clashing(one: str, other: str) -> bool:
    """Tell whether one role is not the other though its name holds it: Calon Pelanggan is no Pelanggan."""
    first, second = one.casefold(), other.casefold()
    return first != second and (first.endswith(f" {second}") or second.endswith(f" {first}"))


def role_of(words: str, roles: Sequence[str]) -> str | None:
    """Return the role whose name a blank asks for."""
    folded = _SPACES.sub(" ", words.casefold())
    return next((role for role in roles if re.search(rf"\bnama {re.escape(role.casefold())}\b", folded)), None)


def audience_of(entry: Entry[Script], roles: Sequence[str]) -> str | None:
    """Return the role that a sentence is for; None when nothing near says so, or it says several."""
    clashes = tuple(role for role in roles if any(clashing(role, other) for other in roles))
    script = entry.model
    if found := roles_in(script.audience_role or "", clashes):
        return _only(found)
    if found := _roles_of_heading(f"{script.title} / {script.purpose}", clashes):
        return _only(found)
    for around in entry.around():
        if isinstance(around.model, Clause) and (found := _roles_of_clause(around.model, clashes)):
            return _only(found)
    return None


def _only(found: list[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _roles_of_clause(clause: Clause, roles: Sequence[str]) -> list[str]:
    values = {condition.is_.casefold() for condition in clause.when}
    if found := [role for role in roles if role.casefold() in values]:
        return found
    if isinstance(clause, Branch) and (found := roles_in(letter_of(clause.branch), roles)):
        return found
    heading = " / ".join(letter_of(each) for each in (clause.title, clause.label) if each)
    if found := _roles_of_heading(heading, roles):
        return found
    found = roles_in(letter_of(clause.text), roles) if clause.text else []
    return found if len(found) == 1 and _is_special(found[0], roles) else []


def _roles_of_heading(heading: str, roles: Sequence[str]) -> list[str]:
    """Return the roles of a heading; `Data Pelanggan` is about any customer, `Untuk Pelanggan` for one role."""
    found = roles_in(heading, roles)
    if len(found) != 1 or _is_special(found[0], roles):
        return found
    is_for = re.search(rf"(?:^|\b(?:untuk|kepada|bagi) ){re.escape(found[0])}(?:$|[ .:]*$)", heading, re.IGNORECASE)
    return found if is_for else []


def _is_special(role: str, roles: Sequence[str]) -> bool:
    return any(clashing(role, other) and len(role) > len(other) for other in roles)


def roles_in(words: str, roles: Sequence[str]) -> list[str]:
    """Return the roles that words name, each place read as the longest role that stands there."""
    rest = words.casefold()
    found = []
    for role in roles:
        pattern = re.compile(rf"\b{re.escape(role.casefold())}\b")
        if pattern.search(rest):
            found.append(role)
            rest = pattern.sub(" ", rest)
    return found
