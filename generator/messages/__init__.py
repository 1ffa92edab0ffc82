"""The sentences of all problems, by code, in English and Indonesian.

A code is added by giving it a `message` and a `hint` in `en.yml` and in `id.yml`, with the same
`{placeholders}`; tests hold both files against each other and against the calls in the source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

Language = Literal["en", "id"]

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

HINT_LABELS: Mapping[Language, str] = MappingProxyType({"en": "hint", "id": "saran"})

SUMMARIES: Mapping[Language, str] = MappingProxyType(
    {"en": "errors: {errors}, warnings: {warnings}", "id": "galat: {errors}, peringatan: {warnings}"}
)

SETTLED: Mapping[Language, str] = MappingProxyType(
    {
        "en": "{summary}; settled: {open} open, {accepted} accepted, {dismissed} dismissed",
        "id": "{summary}; diputuskan: {open} terbuka, {accepted} diterima, {dismissed} dikesampingkan",
    }
)

WORDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"reason": "reason", "until": "until {day}", "was-until": "(was settled until {day})"},
        "id": {"reason": "alasan", "until": "sampai {day}", "was-until": "(pernah diputuskan, berlaku sampai {day})"},
    }
)

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where POSIX looks for the language of messages; the first that is set decides."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is printed for one code: what is wrong, and one thing to do about it."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All problem sentences in one language."""

    language: Language
    sentences: Mapping[str, Sentence]
    hint_label: str

    def sentence(self, code: str, values: Mapping[str, str]) -> Sentence:
        """Return message and hint of a code, with its placeholders filled in.

        Raises:
            KeyError: The code is not in the catalogue, which is a bug of ours.
        """
        sentence = self.sentences[code]
        return Sentence(fill(sentence.message, values), fill(sentence.hint, values))

    def summary(self, counts: Mapping[str, int]) -> str:
        """Return how many problems there are, and how many findings are settled if any are, as a line for people."""
        summary = SUMMARIES[self.language].format_map(counts)
        if not any(counts[state] for state in ("open", "accepted", "dismissed")):
            return summary
        return SETTLED[self.language].format_map({**counts, "summary": summary})

    @property
    def reason_label(self) -> str:
        """Return the word that stands before why something was settled."""
        return WORDS[self.language]["reason"]

    def until(self, day: str) -> str:
        """Return that something holds until a day, that day included."""
        return WORDS[self.language]["until"].format(day=day)

    def was_settled_until(self, day: str) -> str:
        """Return that something was settled until a day, and is so no more."""
        return WORDS[self.language]["was-until"].format(day=day)

    def severity(self, severity: str) -> str:
        """Return the word that stands before a message: `error` or `warning`.

        It stays English in every language, because editors and CI services recognise
        `path:line:column: error: …` by exactly these words and make a link of it.
        """
        return str(severity)


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """Put values into a sentence once.

    Values come from authors' files and may hold braces themselves (`{Nama Pelanggan}`), so
    `str.format` would be wrong here. A placeholder without a value stays visible: a problem
    must still be printed when we forgot one of its values.
    """
    return PLACEHOLDER.sub(lambda found: printable(values.get(found[1], found[0])), sentence)


def printable(value: str) -> str:
    r"""Write control characters and line breaks as `\x1b`, `\n`: a value must not steer a terminal or end its line."""
    if value.isprintable():
        return value
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in value)


@functools.cache
def load_catalogue(language: Language) -> Catalogue:
    """Return the catalogue of a language; its file is read once per process."""
    path = Path(__file__).with_name(f"{language}.yml")
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - reads text only
    sentences = {code: Sentence(_one_line(entry["message"]), _one_line(entry["hint"])) for code, entry in raw.items()}
    return Catalogue(language, MappingProxyType(sentences), HINT_LABELS[language])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def choose_language(option: str | None, environ: Mapping[str, str]) -> Language:
    """Return the language for a reader.

    Args:
        option: What `--lang` says, if it was given; it wins.
        environ: The environment; `LC_ALL=id_ID.UTF-8` means Indonesian.

    Returns:
        `id` when the first of these that is set begins with `id`, else `en`.
    """
    candidates = (option, *(environ.get(name) for name in LOCALE_VARIABLES))
    chosen = next((candidate for candidate in candidates if candidate), "")
    primary = re.split(r"[_.@-]", chosen, maxsplit=1)[0]
    return "id" if primary.lower() == "id" else "en"
