"""The value types of content fields: how written text becomes a number, a date, a text.

All YAML scalars arrive as text. Each type says what it accepts and answers anything else with
a code of the message catalogue, never with a guess.
"""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, PlainSerializer, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model.base import Model, approved

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ADDRESS = re.compile(r"[a-z0-9-]+(?:@[a-z0-9.-]+)?(?:/[a-z0-9-]+){0,3}")
GROUPED_THOUSANDS = re.compile(r"(?:Rp\.? ?)?([0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?:-|00))?")
WEB_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%+-]+)*/?"
)
MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?")

# Editors guess types: an unquoted 1.10 reaches them as a number, a day as a date. Any scalar may be a text.
SCALAR_SCHEMA: dict[str, Any] = {"not": {"type": ["object", "array"]}}


@dataclass(frozen=True, slots=True)
class TextRole:
    """Marks a field that holds words for readers.

    Attributes:
        is_markup: The Markdown subset applies; otherwise the text is shown as it stands.
        is_verbatim: The words are the source's letter, spoken or written by readers.
    """

    is_markup: bool
    is_verbatim: bool = False


@dataclass(frozen=True, slots=True)
class AddressRole:
    """Marks a field that holds an address, and says to which kinds it may lead (empty: any)."""

    kinds: tuple[str, ...] = ()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("field-not-text", "not a text")
    if not value.strip():
        raise PydanticCustomError("field-empty", "empty")
    return value


def _line(value: Any) -> str:
    text = _text(value)
    if "\n" in text:
        raise PydanticCustomError("field-not-one-line", "more than one line")
    return text


def _matching(pattern: re.Pattern[str], code: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        text = _line(value)
        if not pattern.fullmatch(text):
            raise PydanticCustomError(code, "wrong form", {"value": text})
        return text

    return check


def _whole_number(value: Any) -> int:
    if isinstance(value, int):
        return value
    text = _line(value)
    if re.fullmatch("[0-9]{1,15}", text):
        return int(text)
    grouped = GROUPED_THOUSANDS.fullmatch(text)
    meant = grouped[1].replace(".", "") if grouped else "1750"
    code = "field-grouped-number" if grouped else "field-not-whole-number"
    raise PydanticCustomError(code, "not a whole number", {"value": text, "meant": meant})


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _line(value)
    if text not in ("true", "false"):
        raise PydanticCustomError("field-not-flag", "not true or false", {"value": text})
    return text == "true"


def _calendar_day(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    text = _line(value)
    moment = _moment(text)
    if moment is None or len(text) != len("2024-07-31"):
        raise PydanticCustomError("field-not-date", "not a date", {"value": text})
    return moment.date()


def _wall_clock(value: Any) -> dt.datetime:
    """Read `2023-09-30 23:59`: a wall-clock moment without a zone; a bare date is its first minute."""
    if isinstance(value, dt.datetime):
        return value
    text = _line(value)
    moment = _moment(text)
    if moment is None:
        raise PydanticCustomError("field-not-moment", "not a moment", {"value": text})
    return moment


def _moment(text: str) -> dt.datetime | None:
    found = MOMENT.fullmatch(text)
    if not found:
        return None
    numbers = [int(part or 0) for part in found.groups()]
    try:
        return dt.datetime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])  # noqa: DTZ001 - wall clock
    except ValueError:
        return None


def _web_address(value: Any) -> str:
    """Read the address of a folder on a web server: no query, no fragment, no password, ASCII as in a QR code."""
    text = _line(value)
    try:
        parts = urllib.parse.urlsplit(text)
        is_plain = parts.port is None or parts.port > 0
    except ValueError:
        is_plain = False
    if not (is_plain and WEB_ADDRESS.fullmatch(text)):
        raise PydanticCustomError("field-not-web-address", "not a web address", {"value": text})
    return text


def _as_schema(schema: dict[str, Any], description: str) -> WithJsonSchema:
    return WithJsonSchema({**schema, "description": description})


Line = Annotated[
    str,
    BeforeValidator(_line),
    TextRole(is_markup=False),
    _as_schema(SCALAR_SCHEMA, "One line of plain text."),
]
Letter = Annotated[
    str,
    BeforeValidator(_line),
    TextRole(is_markup=False, is_verbatim=True),
    _as_schema(SCALAR_SCHEMA, "One line, to the source's letter."),
]
Prose = Annotated[
    str,
    BeforeValidator(_text),
    TextRole(is_markup=True, is_verbatim=True),
    _as_schema(
        SCALAR_SCHEMA,
        "Text to the source's letter, in a `|-` block; emphasis, lists, links, code, `[[address]]`.",
    ),
]
Remark = Annotated[
    str,
    BeforeValidator(_text),
    TextRole(is_markup=True),
    _as_schema(SCALAR_SCHEMA, "Our own words, in a `|-` block; same markup as prose."),
]
Plain = Annotated[str, BeforeValidator(_line), _as_schema(SCALAR_SCHEMA, "One line that readers do not see.")]
WebAddress = Annotated[
    str,
    BeforeValidator(_web_address),
    _as_schema(SCALAR_SCHEMA, "Where something is served, such as https://intranet.example/sigap/."),
]
Identifier = Annotated[
    str,
    BeforeValidator(_matching(IDENTIFIER, "field-not-identifier")),
    _as_schema(SCALAR_SCHEMA, "Lower-case words joined by hyphens; stays for life."),
]
WholeNumber = Annotated[
    int,
    BeforeValidator(_whole_number),
    _as_schema({"type": ["string", "integer"]}, "Digits only, such as 1750."),
]
Flag = Annotated[bool, BeforeValidator(_flag), _as_schema({"enum": [True, False, "true", "false"]}, "true or false")]
CalendarDay = Annotated[
    dt.date,
    BeforeValidator(_calendar_day),
    PlainSerializer(dt.date.isoformat),
    _as_schema(SCALAR_SCHEMA, "A day, such as 2024-07-31."),
]
WallClock = Annotated[
    dt.datetime,
    BeforeValidator(_wall_clock),
    PlainSerializer(dt.datetime.isoformat),
    _as_schema(SCALAR_SCHEMA, "A wall-clock moment, such as 2023-09-04 00:00."),
]


def _address_type(*kinds: str) -> Any:
    what = " or ".join(kinds) or "any unit"
    return Annotated[
        str,
        BeforeValidator(_matching(ADDRESS, "field-not-address")),
        AddressRole(kinds),
        _as_schema(SCALAR_SCHEMA, f"The address of {what}."),
    ]


Address = _address_type()
BrandRef = _address_type("brand")
ChannelRef = _address_type("channel")
PositionRef = _address_type("position")
ApplicationRef = _address_type("application")
ContactCentreRef = _address_type("contact-centre")
RoleRef = _address_type("role")
PersonRef = _address_type("person")
FactRef = _address_type("fact")
PlaceholderRef = _address_type("placeholder")
WordingClassRef = _address_type("wording-class")
DocumentClassRef = _address_type("document-class")
ZoneRef = _address_type("zone")
Clock = Annotated[
    str,
    BeforeValidator(_matching(IDENTIFIER, "field-not-identifier")),
    AddressRole(("zone", "local")),
    _as_schema(SCALAR_SCHEMA, "`local` (waktu setempat) or a zone of settings/zones.yml."),
]


PartRef = Annotated[
    str,
    BeforeValidator(_matching(ADDRESS, "field-not-address")),
    _as_schema(SCALAR_SCHEMA, "The id of a part of this revision."),
]


NodeRef = Annotated[
    str,
    BeforeValidator(_matching(ADDRESS, "field-not-address")),
    _as_schema(SCALAR_SCHEMA, "The id of a node of this flow, or `flow/node` for one of a flow that it enters."),
]


FormerAddress = Annotated[
    str,
    BeforeValidator(_matching(ADDRESS, "field-not-address")),
    _as_schema(SCALAR_SCHEMA, "An address of old, at which nothing stands any more."),
]


class Missing(Model):
    """A value that is not known: a state of its own, shown to readers and listed for the controller."""

    missing: Literal["not-in-source", "lost", "not-held", "not-given", "at-publication"] = approved(
        "Why there is no value: the source does not say, its picture is lost, we do not hold it, nobody set it, "
        "it is set when the revision is published."
    )
    note: Remark | None = approved("What is known about the gap, in our words.", None)


def _is_missing(value: Any) -> str:
    return "«missing»" if isinstance(value, dict | Missing) else "«known»"


def _known(kind: Any) -> Any:
    return Annotated[Annotated[kind, Tag("«known»")] | Annotated[Missing, Tag("«missing»")], Discriminator(_is_missing)]


def inline_or_address(kind: Any) -> Any:
    """Return the type of a part that is written in place, or named by its id in the same revision."""
    return Annotated[Annotated[kind, Tag("«inline»")] | Annotated[PartRef, Tag("«address»")], Discriminator(_is_inline)]


def _is_inline(value: Any) -> str:
    return "«address»" if isinstance(value, str) else "«inline»"


KnownLetter = _known(Letter)
KnownDay = _known(CalendarDay)
KnownNumber = _known(WholeNumber)
KnownAddress = _known(Address)
KnownRole = _known(RoleRef)
