"""The sentence that a reviewer sends back, and reading it out of a reply."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from markupsafe import Markup

from generator.render.labels import label
from generator.revisions.register.entry import SIGNED_ACTS, Act

_FORMS: Final = {
    "document": r"(?P<document>[a-z0-9]+(?:-[a-z0-9]+)*)",
    "revision": r"(?P<revision>[^\s,]+)",
    "code": r"(?P<code>[0-9a-f]{4}[\s.–-]{0,3}[0-9a-f]{4})(?![0-9a-f])",
    # Behind a comma there are degrees alone, such as `S.Kom.`: a reply in other words is none.
    "name": r"(?P<name>[^,;:!?]{1,80}(?:, [^,;:!?. ]{0,9}\.[^,;:!?]{0,20}){0,3})",
}
_QUOTED: Final = re.compile(r"^[ \t]*(?:>|\|)")
# What mail programs put above the message that is answered, in Indonesian and English.
_ANSWERED: Final = re.compile(
    r"^[ \t]*(?:-{2,} ?(?:original message|pesan asli|pesan terusan|forwarded message) ?-{2,}"
    r"|(?:pada|on) .{0,200}(?:menulis|wrote):[ \t]*$|_{10,}[ \t]*$)",
    re.IGNORECASE,
)
_SIGNS: Final = str.maketrans({"*": None, "_": None, "\u00a0": " ", "\u200b": None, "\u2011": "-"})
_NO: Final = re.compile(r"\b(?:tidak|belum|bukan|tak|jangan)\b", re.IGNORECASE)
_LARGEST: Final = 1_000_000
"""Letters of a reply that are looked at; a sentence is short."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reviewer says.

    Attributes:
        document, revision: What it is about.
        act: What they did.
        code: The short code of the text they read, as `short_code` writes it.
        name: Whom they say they are.
    """

    document: str
    revision: str
    act: Act
    code: str
    name: str


def reply_sentence(document: str, revision: str, act: Act, code: str, name: str) -> str:
    """Return the sentence that a reviewer is asked to send back, word for word."""
    verb = label(f"pack.verb.{act}")
    return label("pack.reply", name=name, verb=verb, document=document, revision=revision, code=code)


def read_reply(text: str) -> Reply | None:
    """Return what a reply says in the sentence that was asked for.

    What it quotes of an earlier message does not count. Line ends, blanks, letter case and signs for bold may differ.

    Returns:
        The one thing it says; None where there is no such sentence, or there are several that differ.
    """
    words = " ".join(_own_words(text[:_LARGEST]).split())
    found = {_reply(match) for match in _pattern().finditer(words) if not _NO.search(match["name"])}
    return found.pop() if len(found) == 1 else None


def text_of_reply(data: bytes) -> str:
    """Return the words of a file that was kept as evidence: plain text, or a message as mail programs save it.

    Returns:
        The words; empty where it is something else, such as a scan.
    """
    data = data[: 4 * _LARGEST]
    if b"\0" in data or data.startswith(b"%PDF"):
        return ""
    text = data.decode("utf-8-sig", errors="replace")
    if re.match(r"(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)+\r?\n", text) and re.search(
        r"(?im)^(?:from|dari|mime-version):", text
    ):
        return _text_of_message(data)
    return text


def _text_of_message(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        words = body.get_content()
    except (LookupError, KeyError, ValueError):  # a character set, or a kind of part, that nobody knows
        return ""
    return Markup(words).striptags() if body.get_content_subtype() == "html" else str(words)  # noqa: S704 - tags go


def _own_words(text: str) -> str:
    """Return what the writer wrote, up to the message that is answered."""
    lines: list[str] = []
    for line in text.translate(_SIGNS).splitlines():
        if _ANSWERED.match(line):
            break
        if not _QUOTED.match(line):
            lines.append(line)
    return "\n".join(lines)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the sentence as a pattern, over words with single blanks between them."""
    verbs = "|".join(re.escape(label(f"pack.verb.{act}")) for act in SIGNED_ACTS)
    forms = {**_FORMS, "verb": f"(?P<verb>{verbs})"}
    # `label` leaves a name in braces alone when nothing is given for it.
    parts = re.split(r"(\{[a-z]+\})", label("pack.reply").rstrip("."))
    pattern = "".join(forms[part[1:-1]] if part[:1] == "{" else re.escape(part) for part in parts)
    return re.compile(pattern, re.IGNORECASE)


def _reply(match: re.Match[str]) -> Reply:
    verb = match["verb"].casefold()
    act = next(act for act in SIGNED_ACTS if label(f"pack.verb.{act}").casefold() == verb)
    digits = re.sub("[^0-9A-F]", "", match["code"].upper())
    half = len(digits) // 2
    name = " ".join(match["name"].split())
    return Reply(match["document"].lower(), match["revision"], act, f"{digits[:half]}-{digits[half:]}", name)
