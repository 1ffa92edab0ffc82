"""Find personal data and internal addresses in a text, also where they are written evasively.

The gate of the build refuses what this module finds unless the project declares an exception
with a reason. So a miss publishes somebody's data and a false alarm costs an author one line:
where both cannot be had, a plausible find is reported. Masked forms (`08xx-xxxx-xxxx`,
`K54xxxx`, `10.x.x.x`, `Jl. Contoh No. 0`) are no finds; neither are dates, hours, fees, versions
and the short numbers of contact centres.

A text is first *flattened*: entities are decoded, any script's digits become ASCII, all dashes
and spaces become one kind, invisible characters and Markdown marks vanish. Patterns then run over
the flat text; every repetition in them is bounded, so the time is linear in the text's length.
"""

from __future__ import annotations

import enum
import html
import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from generator.problems import Location, Problem, error


class Kind(enum.StrEnum):
    """What a find is."""

    NIK = "nik"
    PHONE = "phone"
    EMAIL = "email"
    CUSTOMER_ID = "customer_id"
    STREET_ADDRESS = "street_address"
    TICKET = "ticket"
    IP_INTERNAL = "ip_internal"


CODES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.NIK: "personal-data-nik",
        Kind.PHONE: "personal-data-phone",
        Kind.EMAIL: "personal-data-email",
        Kind.CUSTOMER_ID: "personal-data-customer-id",
        Kind.STREET_ADDRESS: "personal-data-street-address",
        Kind.TICKET: "personal-data-ticket",
        Kind.IP_INTERNAL: "personal-data-ip-internal",
    }
)


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """One find.

    Attributes:
        kind: What it is.
        start: Where it begins in the text that was searched, counted in characters.
        end: Where it ends, that character not included.
        letter: Exactly what stands there: `text[start:end]`.
    """

    kind: Kind
    start: int
    end: int
    letter: str


def find_personal_data(text: str) -> list[PersonalDatum]:
    """Return all finds in the order of the text, none overlapping another.

    Where two kinds claim the same characters, the more certain one wins (the order of `FINDERS`).
    """
    flat = _flatten(text)
    taken: list[tuple[int, int]] = []
    finds = []
    digits = len(DIGIT.findall(flat.text))
    for kind, finder, fewest_digits in FINDERS:
        if digits < fewest_digits:
            continue
        spans = [span for span in finder(flat.text) if span[0] < span[1]]
        free = _free(spans, taken) if spans else []
        for start, end in free:
            first, last = flat.origin(start, end)
            finds.append(PersonalDatum(kind, first, last, text[first:last]))
        if free:
            taken = sorted({*taken, *free})
    return sorted(finds, key=lambda find: find.start)


def canonical_letter(letter: str) -> str:
    """Return the form in which a find and a declared exception are compared.

    It is flat, in lower case and with single spaces, so that an exception declared as
    `Jl. Melati Raya No.3` also covers the same words with a non-breaking space.
    """
    return " ".join(_flatten(letter).text.casefold().split())


def personal_data_problem(datum: PersonalDatum, location: Location) -> Problem:
    """Return the problem of one find; its sentence shows only the beginning of the letter.

    Logs of a build are read by more people than the file is, so they must not repeat the datum.
    """
    return error(location, CODES[datum.kind], shown=shown(datum))


def shown(datum: PersonalDatum) -> str:
    """Return enough of the letter to recognise it in the file, and an ellipsis."""
    visible = min(8 if datum.kind is Kind.STREET_ADDRESS else 4, len(datum.letter) // 2)
    return " ".join(datum.letter[:visible].split()) + "…"


# --- flat text ----------------------------------------------------------------------------------

ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});")
MARKS = frozenset("*`\\")  # Markdown marks that vanish on the page and so cannot part a number
SPACES = frozenset("\t\r\v\f\x85\u115f\u1160\u3164\uffa0\u2800")  # and all that Unicode calls a separator
DASHES = frozenset("\u2212\u2043\u00af\u02d7")  # minus and its like, which Unicode does not call dashes
OFFSET_SENSITIVE = re.compile(r"[&*`\\\t\x00-\x08\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class _Flat:
    """A flat text, and for each of its characters where its origin begins and ends."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def origin(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


def _flatten(text: str) -> _Flat:
    if text.isascii() and not OFFSET_SENSITIVE.search(text):
        return _Flat(text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, character in _decoded(text):
        flat = _flat_character(character)
        pieces.append(flat)
        starts.extend([start] * len(flat))
        ends.extend([end] * len(flat))
    return _Flat("".join(pieces), starts, ends)


def _decoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each character with the span it comes from; an entity is one span."""
    position = 0
    for entity in ENTITY.finditer(text):
        yield from ((i, i + 1, text[i]) for i in range(position, entity.start()))
        yield from ((entity.start(), entity.end(), character) for character in html.unescape(entity[0]))
        position = entity.end()
    yield from ((i, i + 1, text[i]) for i in range(position, len(text)))


@lru_cache(maxsize=4096)
def _flat_character(character: str) -> str:
    if "!" <= character <= "~" or character == "\n":
        return "" if character in MARKS else character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category.startswith("Z") or character in SPACES:
        return " "
    if category == "Pd" or character in DASHES:
        return "-"
    if category in {"Cf", "Cc", "Mn", "Me"}:
        return ""  # zero-width, soft hyphen, direction marks, variation selectors, keycaps
    normal = unicodedata.normalize("NFKC", character)
    return normal if normal == character else "".join(map(_flat_character, normal))


# --- finders: flat text → spans, each pattern bounded ----------------------------------------------

Span = tuple[int, int]
DIGIT = re.compile("[0-9]")
GAP = r"[\s.\-_/()·•~]{0,3}"  # what people put between the digits of one number
DATE = r"(?:0?[1-9]|[12][0-9]|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)[0-9]{2}"
HOUR = r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]"

DATES = re.compile(rf"{DATE}\s{{0,2}}-?\s{{0,2}}{DATE}")
STARTS_AS_TIME = re.compile(rf"{DATE}(?![0-9])|{HOUR}\s?-\s?{HOUR}(?![0-9])")


def _digits(text: str) -> str:
    return "".join(character for character in text if "0" <= character <= "9")


def _is_masked(digits: str) -> bool:
    """Tell whether the digits stand for no number: all zero."""
    return not digits.strip("0")


NIK_DIGITS = re.compile(rf"(?<![0-9])(?=([0-9](?:{GAP}[0-9]){{15}})(?![0-9]))")
NIK_LABELLED = re.compile(
    rf"(?i:\b(?:nik|no(?:mor)?\.?\s?(?:ktp|kk)|e-?ktp))[\s:=#.|]{{0,5}}([0-9](?:{GAP}[0-9]){{15}})(?![0-9])"
)


def _find_nik(text: str) -> Iterator[Span]:
    """Yield population numbers: 16 digits whose province and date of birth can be.

    The number is province (11–94), regency, district, day (+40 for women), month, year, serial.
    """
    for match in NIK_LABELLED.finditer(text):
        if not _is_masked(_digits(match[1])):
            yield match.span(1)
    for match in NIK_DIGITS.finditer(text):
        if _is_plausible_nik(_digits(match[1])) and not DATES.fullmatch(match[1]):
            yield match.span(1)


def _is_plausible_nik(digits: str) -> bool:
    province, regency, district = digits[:2], digits[2:4], digits[4:6]
    day, month, serial = int(digits[6:8]) % 40, int(digits[8:10]), digits[12:]
    return (
        "11" <= province <= "94"
        and regency != "00"
        and district != "00"
        and int(digits[6:8]) <= 71
        and 1 <= day <= 31
        and 1 <= month <= 12
        and serial != "0000"
    )


MOBILE = re.compile(
    rf"(?:\+{GAP}6{GAP}2{GAP}(?:\(?0\)?{GAP})?|(?<![0-9])(?:0{GAP}0{GAP})?6{GAP}2{GAP}(?:0{GAP})?|(?<![0-9])0{GAP})"
    rf"8{GAP}[1-35-9](?:{GAP}[0-9]){{7,10}}(?![0-9])"
)
LANDLINE = re.compile(
    rf"(?:(?:\+{GAP}|(?<![0-9]))6{GAP}2{GAP}\(?[2-79][0-9]{{1,2}}|(?<![0-9.,])\(?0[2-79][0-9]{{1,2}})\)?"
    rf"{GAP}[1-9](?:{GAP}[0-9]){{4,7}}(?![0-9])"
)
ABROAD = re.compile(rf"(?<![\w+])\+(?!62)[1-9][0-9]{{0,2}}(?:{GAP}[0-9]){{7,12}}(?![0-9])")
PHONE_LABELLED = re.compile(
    r"(?i:\b(?:hp|wa|whats ?app|telp|tlp|telepon|telpon|phone|ponsel|handphone|seluler|faks|fax)\b)"
    rf"[\s:=.|]{{0,5}}([0-9+(](?:{GAP}[0-9]){{7,13}})(?![0-9])"
)


def _find_phone(text: str) -> Iterator[Span]:
    """Yield mobile, landline and foreign numbers; not 123, 150678, 1500071 or 0800 numbers."""
    for pattern in (MOBILE, LANDLINE, ABROAD, PHONE_LABELLED):
        for match in pattern.finditer(text):
            group = pattern.groups
            letter = match[group]
            if STARTS_AS_TIME.match(letter) or _is_masked(_digits(letter)):
                continue
            if pattern is LANDLINE and not 9 <= len(_national(letter)) <= 12:
                continue
            yield match.span(group)


def _national(letter: str) -> str:
    """Return the digits as dialled inside the country, beginning with 0."""
    digits = _digits(letter)
    return digits if digits.startswith("0") else f"0{digits[2:]}"


AT = re.compile(r"@|%40|[(\[{<]\s{0,3}(?:at|et)\s{0,3}[)\]}>]|(?<=\s)at(?=\s)", re.IGNORECASE)
BRACKET_DOT = r"[(\[{<]\s{0,2}(?:dot|titik|\.)\s{0,2}[)\]}>]"
DOT = rf"(?:\.|\s{{0,2}}{BRACKET_DOT}\s{{0,2}}|\s{{1,3}}(?:dot|titik)\s{{1,3}})"
SPELLED_DOT = rf"(?:\s{{0,2}}{BRACKET_DOT}\s{{0,2}}|\s{{1,3}}(?:dot|titik)\s{{1,3}})"
# An at sign begins so; looking for its first character costs far less.
MAY_BE_AT = re.compile(r"[@%(\[{<\s](?:(?<!\s)|at\s)", re.IGNORECASE)
DOMAIN = re.compile(rf"\s{{0,3}}((?:[\w-]{{1,63}}{DOT}){{1,6}}[^\W\d_]{{2,24}})(?![\w-])", re.IGNORECASE)
SPELLED_DOMAIN = re.compile(
    rf"\s{{1,3}}((?:[\w-]{{1,63}}{SPELLED_DOT}){{1,6}}[^\W\d_]{{2,24}})(?![\w-])", re.IGNORECASE
)
ANY_DOT = re.compile(DOT, re.IGNORECASE)
LOCAL_PUNCTUATION = frozenset(".!#$%&'+/=?^_~-")
MASKED_LOCAL = re.compile(r"[xX.*_-]+")
# Names that RFC 2606 and RFC 6761 keep for examples and tests: nobody owns them.
RESERVED_DOMAIN = re.compile(r"(?:.*\.)?(?:example\.(?:com|net|org)|example|test|invalid|localhost)")


def _find_email(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, `(at)` and ` [dot] ` included; not those of reserved domains."""
    for at in AT.finditer(text) if MAY_BE_AT.search(text) else ():
        is_spelled = at[0].casefold() == "at"
        is_plain = at[0] in {"@", "%40"}
        domain = (SPELLED_DOMAIN if is_spelled else DOMAIN).match(text, at.end())
        local = _local_part(text, at.start(), may_have_space=not is_plain)
        if not domain or not local or (is_plain and domain.start(1) > at.end() + 1):
            continue
        name = ANY_DOT.sub(".", domain[1]).casefold()
        if RESERVED_DOMAIN.fullmatch(name) or MASKED_LOCAL.fullmatch(text[local[0] : local[1]]):
            continue
        yield local[0], domain.end(1)


def _local_part(text: str, end: int, *, may_have_space: bool) -> Span | None:
    """Return the span before an at sign that can be a mailbox's name, at most 64 characters."""
    for _ in range(3 if may_have_space else 1):
        if end and text[end - 1] == " ":
            end -= 1
    start = end
    while start and end - start < 64 and (text[start - 1].isalnum() or text[start - 1] in LOCAL_PUNCTUATION):
        start -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return (start, end) if start < end else None


# The meaning of a label reaches over a short bridge: "ID Pel / No. Meter : ", "Service ID-nya adalah ".
BRIDGE = r"(?:-?nya)?\b[\s:=#.|/\-(]{0,5}(?:(?:adalah|yaitu|yakni|ialah)\s{1,3})?"
CUSTOMER_LABELLED = re.compile(
    r"(?i:\b(?:id[\s._-]{0,2}pel(?:anggan)?|no(?:mor)?[\s._]{0,2}(?:id\s)?(?:meter(?:an)?|kwh|pelanggan|pel)"
    r"|(?:kwh\s)?meter(?:an)?|customer[\s_-]?id|cid|service[\s_-]?id(?:entitas)?|sid|crm[\s_-]?id"
    rf"|nomor\s?layanan)){BRIDGE}([0-9](?:{GAP}[0-9]){{7,15}})(?![0-9])"
)
CUSTOMER_ALONE = re.compile(r"(?<![\w.,])[0-9]{11,12}(?![\w]|[.,][0-9])")
CUSTOMER_GROUPED = re.compile(
    r"(?<![\w.,-])[0-9]{4}([ .\-])[0-9]{4}\1[0-9]{3,4}(?![\w]|[.,-][0-9])"
    r"|(?<![\w.,-])[0-9]{2}([ .\-])[0-9]{4}\2[0-9]{5}(?![\w]|[.,-][0-9])"
)
YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}\D?)+")


def _find_labelled_customer_id(text: str) -> Iterator[Span]:
    """Yield numbers that a label calls a customer's, a meter's or a service's."""
    for match in CUSTOMER_LABELLED.finditer(text):
        if not _is_masked(_digits(match[1])) and not STARTS_AS_TIME.match(match[1]):
            yield match.span(1)


def _find_bare_customer_id(text: str) -> Iterator[Span]:
    """Yield 11 or 12 digits that stand alone, in one piece or grouped as on a bill."""
    for pattern in (CUSTOMER_ALONE, CUSTOMER_GROUPED):
        for match in pattern.finditer(text):
            if not _is_masked(_digits(match[0])) and not YEARS.fullmatch(match[0]):
                yield match.span()


TICKET_K = re.compile(rf"(?<![^\W_])[Kk]\s{{0,2}}[:.#\-]?\s{{0,2}}5{GAP}[0-9]((?:{GAP}[0-9]){{7,14}})(?![\w])")
TICKET_LABELLED = re.compile(
    r"(?i:\b(?:(?:insiden|incident|inc|tiket|ticket|lapor(?:an)?|bukti\slapor)(?:\sitsm)?\s{0,2}(?:no(?:mor)?|id)"
    r"|(?:no(?:mor)?|id)\b[\s.]{0,2}(?:bukti\s)?(?:tiket|ticket|lapor(?:an)?|insiden|incident)(?:\sitsm)?))"
    rf"{BRIDGE}(?:[Kk]\s?:?\s?)?([0-9](?:{GAP}[0-9]){{5,15}})(?![\w])"
)


def _find_ticket(text: str) -> Iterator[Span]:
    """Yield ticket numbers, which lead to a person: `K54…`, `K: 52…`, `INSIDEN NO. 24…`."""
    for match in TICKET_K.finditer(text):
        if not _is_masked(_digits(match[1])):
            yield match.span()
    for match in TICKET_LABELLED.finditer(text):
        if not _is_masked(_digits(match[1])[2:]) and not STARTS_AS_TIME.match(match[1]):
            yield match.span(1)


HOUSE = (
    r"(?:\b(?:no(?:mor|mer|\.)?|nmr|kav(?:ling|eling)?|blok|blk)[.:]?\s{0,2}"
    r"(?:[a-z]{1,2}[\s./-]{0,2})?[0-9]{1,4}[a-z]?\b)"
)
QUARTER = r"(?:\br[tw]\b[.:]?\s{0,2}[0-9]{1,3}\b(?:\s{0,2}/\s{0,2}[0-9]{1,3}\b)?)"
TAIL = re.compile(rf"(?:{HOUSE}|{QUARTER})(?:[\s,./-]{{0,4}}(?:{HOUSE}|{QUARTER})){{0,4}}", re.IGNORECASE)
STREET = re.compile(
    r"\b(?:(?P<sure>jl|jln|gg|komp|komplek|kompleks|perum|perumnas|kp|dsn)"
    r"|(?P<word>jalan|gang|perumahan|kampung|dusun|lorong))\b",
    re.IGNORECASE,
)
STREET_NAME = re.compile(r"[\w\s'’./,-]{0,80}")
STREET_NUMBER = re.compile(
    r"\.?\s{0,3}(?:[A-Z][\w'’.-]{0,30}\s{1,2}){1,5}(?P<number>[0-9]{1,4}[A-Za-z]?\b)"
    r"(?!\s{0,2}(?i:jam|menit|hari|bulan|tahun|km|meter|orang|x\b|januari|februari|maret|april|mei|juni|juli|agustus"
    r"|september|oktober|november|desember)|[.,][0-9])"
)
QUARTERS_ALONE = re.compile(
    r"\bRT\b[.:]?\s{0,2}[0-9]{1,3}\s{0,2}[/,.-]?\s{0,2}RW\b[.:]?\s{0,2}[0-9]{1,3}\b", re.IGNORECASE
)


def _find_street_address(text: str) -> Iterator[Span]:
    """Yield streets with a house number or a neighbourhood (RT/RW) that is not all zeros."""
    for street in STREET.finditer(text):
        name = STREET_NAME.match(text, street.end())
        tail = _house_number(street, name[0]) if name and DIGIT.search(name[0]) else None
        if name and tail and not _is_masked(_digits(name[0][slice(*tail)])):
            yield street.start(), street.end() + tail[1]
    for match in QUARTERS_ALONE.finditer(text):
        if not _is_masked(_digits(match[0])):
            yield match.span()


def _house_number(street: re.Match[str], name: str) -> Span | None:
    """Return where in the text after a street word the house number stands.

    Words such as *jalan* and *gang* are also everyday words, so only five plain words may stand
    between them and `No. 3`; and a number without `No.` counts only after a name in capitals.
    """
    tail = TAIL.search(name)
    between = name[: tail.start()].rstrip(" ,") if tail else ""
    if tail and (street["sure"] or (1 <= len(between.split()) <= 5 and "," not in between)):
        return tail.span()
    if street["sure"] or street[0][0].isupper():
        number = STREET_NUMBER.match(name)
        return number.span("number") if number else None
    return None


IP_DOT = r"(?:\.|[\[(](?:\.|dot)[\])])"
IPV4 = re.compile(rf"(?<![\w.])[0-9]{{1,3}}(?:{IP_DOT}[0-9]{{1,3}}){{3}}(?![\w]|\.[0-9])", re.IGNORECASE)
IPV6 = re.compile(r"(?<![\w:])f[cde][0-9a-f]{2}:[0-9a-f:]{1,40}(?![\w:])", re.IGNORECASE)
COLON = re.compile(":")
INTERNAL_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)
INTERNAL_DOMAIN = r"(?:local|localdomain|internal|intern|intranet|intra|corp|lan|home\.arpa)(?![\w-]|\.[a-z0-9])"
INTERNAL_HOST = re.compile(rf"(?<![\w.@-])(?:[a-z0-9_-]{{1,63}}\.){{1,6}}{INTERNAL_DOMAIN}", re.IGNORECASE)
ENDS_INTERNALLY = re.compile(rf"\.{INTERNAL_DOMAIN}", re.IGNORECASE)


def _find_internal_address(text: str) -> Iterator[Span]:
    """Yield private IP addresses and host names that only an internal network resolves."""
    for pattern, sign in ((IPV4, DIGIT), (IPV6, COLON)):
        for match in pattern.finditer(text) if sign.search(text) else ():
            if _is_internal_ip(re.sub(r"[\[(](?:\.|dot)[\])]", ".", match[0].casefold())):
                yield match.span()
    if ENDS_INTERNALLY.search(text):
        for match in INTERNAL_HOST.finditer(text):
            yield match.span()


def _is_internal_ip(letter: str) -> bool:
    try:
        address = ipaddress.ip_address(letter)
    except ValueError:
        return False
    return any(address.version == net.version and address in net for net in INTERNAL_NETWORKS)


# The most certain kind first: a number with a label of its own is not also a telephone number. Each finder finds
# nothing in a text with fewer digits than stand behind it, so most texts need not be searched.
FINDERS: tuple[tuple[Kind, Callable[[str], Iterator[Span]], int], ...] = (
    (Kind.EMAIL, _find_email, 0),
    (Kind.TICKET, _find_ticket, 6),
    (Kind.CUSTOMER_ID, _find_labelled_customer_id, 8),
    (Kind.NIK, _find_nik, 16),
    (Kind.IP_INTERNAL, _find_internal_address, 0),
    (Kind.PHONE, _find_phone, 7),
    (Kind.CUSTOMER_ID, _find_bare_customer_id, 11),
    (Kind.STREET_ADDRESS, _find_street_address, 1),
)


def _free(spans: list[Span], taken: list[Span]) -> list[Span]:
    """Return the spans that overlap neither a taken one nor each other; the earlier, longer one stays.

    One walk over both sorted lists, since a hostile text can hold very many finds.
    """
    free: list[Span] = []
    index, reached = 0, -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        overlaps = index < len(taken) and taken[index][0] < end
        if not overlaps and start >= reached:
            free.append((start, end))
            reached = end
    return free
