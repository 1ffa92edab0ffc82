"""The notice of a change: a text of the length of a chat message, one of an e-mail, and who gets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.changes.acts import ReadersAct
from generator.changes.distribution import distribution_of
from generator.changes.units import ChangedUnit, changed_units, counts_in_words, told_changes
from generator.changes.words import ActWords, act_words
from generator.kinds.document.control import known_text
from generator.pdf.proof import printed_address
from generator.render.context import RenderContext
from generator.render.labels import label
from generator.render.places import comparison_url, revision_url
from generator.revisions.compare.model import Comparison
from generator.revisions.in_force import Status
from generator.revisions.register.entry import Act
from generator.revisions.short_code import short_code

LONGEST_MESSAGE: Final = 700
"""Letters of the chat message, at most; longer ones fold away behind "read more"."""
MOST_UNITS: Final = 40
"""How many changed units the e-mail lists."""
LONGEST_TITLE: Final = 70
HEAD_DIGITS: Final = 12
"""How many digits of the register's head a chat message shows; the e-mail shows all."""

# What chat programs read as signs for bold, slanted, struck out and fixed width.
_SIGNS = str.maketrans("", "", "*~`")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, ready to be sent.

    Attributes:
        message: For a chat, with bold between `*`, at most `LONGEST_MESSAGE` letters.
        subject, email: For e-mail, as plain text.
        distribution: Who gets it, one a line.
    """

    message: str
    subject: str
    email: str
    distribution: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {
            "whatsapp": self.message,
            "email": {"subject": self.subject, "text": self.email},
            "distribution": list(self.distribution),
        }


@dataclass(frozen=True, slots=True)
class _Facts:
    """What both texts say."""

    title: str
    identity: str
    words: ActWords
    is_retroactive: bool
    remark: str
    comparison: Comparison | None
    units: tuple[ChangedUnit, ...]
    address: str
    code: str
    head: str


def notice_of(context: RenderContext, act: ReadersAct) -> Notice:
    """Return the notice of an act, as it is true at the moment of the build."""
    facts = _facts(context, act)
    kind = "withdrawn" if act.act is Act.WITHDRAWN else "changed"
    return Notice(
        message=_message(facts, kind),
        subject=label(f"changes.notice.{kind}.subject", title=facts.title, revision=act.revision),
        email=_email(facts, kind),
        distribution=distribution_of(context.library, act.document),
    )


def _facts(context: RenderContext, act: ReadersAct) -> _Facts:
    library, document = context.library, act.document
    comparison = context.comparison(document, act.held) if act.brings_text else None
    url = comparison_url if comparison else revision_url
    before = act.predecessor
    identity = label(
        "changes.notice.identity-after" if before else "changes.notice.identity",
        number=known_text(document.document.document_number),
        revision=act.revision,
        before=before.revision.revision if before else "",
    )
    register = library.content.registers.get(document.id)
    return _Facts(
        title=document.document.short_title,
        identity=identity,
        words=act_words(library, act),
        is_retroactive=act.is_retroactive(library.now),
        remark=_remark(context, act),
        comparison=comparison,
        units=changed_units(comparison) if comparison else (),
        address=printed_address(library, url(document.id, act.revision)).words,
        code=short_code(context.fingerprints.of_revision(document, act.held)),
        head=register.head if register else "",
    )


def _remark(context: RenderContext, act: ReadersAct) -> str:
    """Return what a reader must know who gets the notice late; empty where there is nothing."""
    status = act.document.status_of(act.held, context.library.now)
    if act.act is not Act.WITHDRAWN and status in (Status.SUPERSEDED, Status.EXPIRED):
        return label(f"changes.notice.{status}")
    return ""


def _message(facts: _Facts, kind: str) -> str:
    """Return the chat message: as many changed units as fit."""
    head = [
        f"*{label(f'changes.notice.{kind}.title', title=_unmarked(facts.title))}*",
        _unmarked(facts.identity),
        f"*{_sentence(facts.words.holds or facts.words.done)}*",
        *([_sentence(facts.words.done)] if facts.is_retroactive else []),
        *(
            [label("changes.notice.reason", reason=_cut(_unmarked(facts.words.reason), 160))]
            if facts.words.reason
            else []
        ),
        *([facts.remark] if facts.remark else []),
    ]
    foot = [
        label("changes.notice.read", address=facts.address),
        label("changes.notice.code", code=facts.code),
        *([label("changes.notice.head", head=facts.head[:HEAD_DIGITS])] if facts.head else []),
    ]
    room = LONGEST_MESSAGE - sum(len(line) + 1 for line in (*head, *foot)) - len("\n\n")
    return "\n".join([*head, "", *_listed(facts, room), *foot])


def _listed(facts: _Facts, room: int) -> list[str]:
    """Return the lines about what changed that fit into some room, counted in letters."""
    if facts.comparison is None:
        return []
    count = len(told_changes(facts.comparison))
    if not count:
        return [label("changes.notice.no-changes"), ""]
    lines = [f"{label('changes.notice.what', count=count)}"]
    units = [f"• {_cut(_unmarked(unit.title), LONGEST_TITLE)}: {unit.words}" for unit in facts.units]
    left = room - len(lines[0]) - 2
    for position, line in enumerate(units):
        rest = label("changes.notice.more", count=len(units) - position)
        is_last = position == len(units) - 1
        if len(line) + 1 + (0 if is_last else len(rest) + 1) > left:
            return [*lines, rest, ""] if len(rest) + 1 <= left else [*lines, ""]
        lines.append(line)
        left -= len(line) + 1
    return [*lines, ""]


def _email(facts: _Facts, kind: str) -> str:
    words = [facts.words.done, facts.words.holds]
    parts = [
        label("changes.notice.greeting"),
        label(f"changes.notice.{kind}.opening", title=facts.title, identity=facts.identity),
        "\n".join(_sentence(each) for each in words if each),
        *([label("changes.notice.reason", reason=facts.words.reason)] if facts.words.reason else []),
        *([facts.remark] if facts.remark else []),
        *_changes(facts),
        label(f"changes.notice.{kind}.do"),
        "\n".join(_proof(facts)),
        label("changes.notice.closing"),
    ]
    return "\n\n".join(parts) + "\n"


def _changes(facts: _Facts) -> list[str]:
    if facts.comparison is None:
        return []
    if not facts.units:
        return [label("changes.notice.no-changes")]
    count = label("changes.notice.what", count=len(told_changes(facts.comparison)))
    lines = [f"{count} {counts_in_words(facts.comparison)}."]
    for number, unit in enumerate(facts.units[:MOST_UNITS], start=1):
        lines.append(f"{number}. {unit.title}: {unit.words}")
        lines += [
            f"   {label(f'change.{side}')}: {text}"
            for side, text in (("before", unit.semula), ("after", unit.menjadi))
            if text
        ]
    if len(facts.units) > MOST_UNITS:
        lines.append(label("changes.more-units", count=len(facts.units) - MOST_UNITS))
    return ["\n".join(lines)]


def _proof(facts: _Facts) -> Sequence[str]:
    return [
        label("changes.notice.read", address=facts.address),
        label("changes.notice.code", code=facts.code),
        label("changes.notice.head", head=facts.head) if facts.head else label("changes.notice.no-head"),
    ]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _unmarked(text: str) -> str:
    """Return words that a chat program shows as they are."""
    return " ".join(text.translate(_SIGNS).split())


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
