"""Choices with slashes: whether their parts are those that a placeholder declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.checks.reading.address_words import addresses_in, offset_in
from generator.checks.reading.channel_groups import with_groups
from generator.kinds.script.placeholders import slots_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Channel, Placeholder
from generator.problems import Location
from generator.survey import letter_of
from generator.text.placeholders import Recogniser, choices_of

Odd = tuple[Placeholder, Location, str]
_SLASH = re.compile(r"\s?/\s?")
_MARKS = "{}()[]. "


def odd_declaration(placeholder: Placeholder) -> tuple[tuple[str | int, ...], str] | None:
    """Return the path and letter of the first spelling with a part that is no choice, or of a choice never spelled."""
    known = {choice.casefold() for choice in placeholder.choices}
    spelled: set[str] = set()
    for position, alias in enumerate(placeholder.aliases):
        parts = choices_of(alias, placeholder.choices) or (alias.strip(_MARKS),)
        ends = {_choice_in(part, known) for part in parts}
        if None in ends:
            return ("aliases", position), alias
        spelled |= {end for end in ends if end}
    for position, choice in enumerate(placeholder.choices):
        if placeholder.aliases and choice.casefold() not in spelled:
            return ("choices", position), choice
    return None


def _choice_in(part: str, known: set[str]) -> str | None:
    """Return the choice that a part is, or ends with: `Selamat Pagi` is `pagi`."""
    folded = part.casefold()
    return next((choice for choice in known if folded == choice or folded.endswith(f" {choice}")), None)


def odd_choice(script: Script, placeholders: Sequence[Placeholder], recogniser: Recogniser) -> Iterator[Odd]:
    """Yield the choices of a sentence that share parts with a placeholder and are no spelling of it."""
    if "/" not in script.text:
        return
    letter = letter_of(script.text)
    spans = [(span.start, span.end) for span in recogniser.find(letter, slots_of(script))]
    for placeholder in placeholders:
        known = {choice.casefold() for choice in placeholder.choices}
        for found in _chain(tuple(placeholder.choices)).finditer(letter):
            parts = _SLASH.split(found[0].casefold())
            is_whole = any(start <= found.start() and found.end() <= end for start, end in spans)
            if is_whole or len(known.intersection(parts)) < 2 or addresses_in(found[0]):
                continue
            offset = offset_in(script.text, found[0], found.start())
            yield placeholder, script.place_in_text("text", offset=offset), found[0]


@lru_cache(maxsize=64)
def _chain(choices: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted((choice for choice in choices if " " in choice), key=len, reverse=True)
    part = "(?:" + "|".join([*map(re.escape, longest), r"[^\W\d_][\w+]*"]) + ")"
    return re.compile(rf"(?<![\w/]){part}(?:\s?/\s?{part})+", re.IGNORECASE)


def odd_channels(
    script: Script, placeholders: Sequence[Placeholder], recogniser: Recogniser, channels: Mapping[str, Channel]
) -> Iterator[Odd]:
    """Yield the choices between channels that leave out a channel of the script, or name one that it is not for."""
    spoken = {each.spoken.casefold() for each in channels.values() if each.spoken}
    about = {each.id: each for each in placeholders if len(spoken & {choice.casefold() for choice in each.choices}) > 1}
    if not about:
        return
    used = {span.placeholder_id: span for span in recogniser.find(letter_of(script.text), slots_of(script))}
    for placeholder_id in about.keys() & used.keys():
        own = _spoken_of(script, channels)
        offered = {choice.casefold() for choice in about[placeholder_id].choices} & spoken
        if own and own != offered:
            span = used[placeholder_id]
            offset = offset_in(script.text, span.letter, span.start)
            yield about[placeholder_id], script.place_in_text("text", offset=offset), span.letter


def _spoken_of(script: Script, channels: Mapping[str, Channel]) -> set[str]:
    own = set(script.channels)
    return {
        channel.spoken.casefold()
        for channel in channels.values()
        if channel.spoken and not own.isdisjoint(with_groups(channel.id, channels))
    }
