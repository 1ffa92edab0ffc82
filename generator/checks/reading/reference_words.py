"""Words that refer: to nothing that could be looked up, to a number, to what stands above or below, to a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

NORM = (
    r"(?:ketentuan|kebijakan|prosedur|sop|peraturan|aturan|standard?|pedoman|regulasi|panduan|juknis|juklak|instruksi|"
    r"arahan|mekanisme|syarat|persyaratan|perundang-undangan|undang-undang|protokol)"
)
LEAD = (
    r"(?:sesuai(?:\s+dengan)?|mengikuti|mengacu(?:\s+(?:pada|kepada|ke))?|merujuk(?:\s+(?:pada|kepada|ke))?|berdasarkan"
    r"|menurut|berpedoman\s+pada|sebagaimana\s+diatur\s+(?:dalam|pada)|seperti\s+diatur\s+(?:dalam|pada))"
)
SETTLED = r"(?:\s+yang\s+(?:telah\s+|sudah\s+)?(?:ditentukan|ditetapkan|diatur|disepakati|ada|baku))"
WHOSE = r"(?:perusahaan|internal|manajemen|atasan|pimpinan|kantor|terkait|masing-masing|umum|pusat|unit)"
END = (
    r"(?=\s*(?:$|[.,;:!?()\n\"”]|\b(?:dan|atau|serta|agar|supaya|untuk|maka|oleh|bila|apabila|"
    r"jika|sehingga|kemudian|lalu)\b|dan/atau))"
)
SPECIFIC = (
    r"(?!\s+(?:mulai|sejak|sampai|s\.?/?d|hingga|selama|"
    r"pada\s+tanggal|tanggal|tgl|per\b|[0-9]|sebagai\s+berikut|berikut))"
)
VAGUE = re.compile(
    rf"(?:{LEAD}\s+{NORM}(?:\s+{WHOSE}){{0,2}}(?:{SETTLED}|\s+(?:yang|yg)\s+berlaku{SPECIFIC}|\s+berlaku{SPECIFIC})?{END})"
    rf"|(?:(?:{LEAD}\s+)?\b{NORM}(?:\s+\w+){{0,3}}?\s+(?:yang|yg)\s+berlaku\b{SPECIFIC})"
    rf"|(?:{LEAD}\s+{NORM}(?:\s+\w+){{0,2}}?{SETTLED})"
    r"|(?:sebagaimana|seperti|sebagai)\s+(?:mestinya|semestinya|biasanya|biasa|lazimnya)\b"
    rf"|(?:diatur|ditetapkan|ditentukan)\s+(?:tersendiri|kemudian|lebih\s+lanjut|secara\s+terpisah|dalam\s+{NORM}\s+"
    r"(?:lain|tersendiri|terpisah))\b",
    re.IGNORECASE,
)
VAGUE_HINTS = (
    *("ketentuan", "kebijakan", "prosedur", "sop", "aturan", "standar", "pedoman", "regulasi", "panduan", "juknis"),
    *("juklak", "instruksi", "arahan", "mekanisme", "syarat", "undang", "protokol", "mestinya", "biasa", "lazim"),
    *("tersendiri", "kemudian", "lebih lanjut", "terpisah"),
)
VAGUE_LEADS = (
    *("sesuai", "ikuti", "mengacu", "merujuk", "berdasarkan", "menurut", "berpedoman", "sebaga", "seperti", "berlaku"),
    *("diatur", "ditetapkan", "ditentukan"),
)
PART = r"(?:[0-9]{1,2}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})"
FULL = rf"{PART}(?:\.{PART})*"
JOIN = (
    r"\s*(?:,|dan|atau|&|/|s\.?/?d\.?|sampai(?:\s+dengan)?|-)\s*(?:(?:poin|point|butir|huruf|langkah|no\.?|nomor)\s+)?"
)
MORE = rf"(?:{JOIN}{FULL}(?![\w-]))*"
NUMBERED = re.compile(
    rf"\b(?:(?P<word>point|poin|butir|huruf|langkah|tahap|bagian|sub\s?bab|bab|pasal|ayat|klausul|angka|nomor|no)\s+|"
    rf"(?P<short>no\.|poin\.|point\.)\s*)(?P<first>{FULL})\)?(?P<more>{MORE})(?![\w/@-])",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"\b(?P<word>lihat|sesuai|mengacu(?:\s+(?:pada|ke))?|merujuk(?:\s+(?:pada|ke))?|sama\s+dengan|sama\s+seperti|ikuti|"
    rf"mengikuti|kembali\s+ke|lanjut(?:kan)?\s+ke|langsung\s+ke|menuju|dilanjutkan\s+ke|pada|dalam|ke|di|menurut|seperti)"
    rf"\s+(?P<first>(?:[0-9]{{1,2}}|[A-Z])(?:\.{PART})+)(?P<more>)\b(?!\.?[0-9])(?!\s*(?:wib|wita|wit|juta|ribu|persen|%|mbps|gb|mb))",
    re.IGNORECASE,
)
NOUN = (
    r"(?:ketentuan|kalimat|jawaban|pertanyaan|poin|point|butir|nomor|langkah|prosedur|penjelasan|tabel|gambar|tampilan|capture|screenshot|"
    r"daftar|hal-hal|hal|format|contoh|data|informasi|syarat|aturan|bagian|bab|uraian|keterangan|parameter|kondisi|cara|"
    r"tersebut|tsb|dimaksud|disebut|disebutkan|dijelaskan|tercantum|seperti|sebagaimana|tertera|tertulis)"
)
ABOVE = re.compile(
    rf"\b(?P<noun>{NOUN})(?:\s+(?:tersebut|tsb\.?))?\s+(?P<side>di\s?atas|sebelumnya\s+di\s?atas)\b(?!\s+(?:[0-9]|rata|meja|nama|menu))",
    re.IGNORECASE,
)
BELOW = re.compile(
    rf"\b(?P<noun>{NOUN})(?:\s+(?:tersebut|tsb\.?))?\s+(?P<side>di\s?bawah(?:\s+ini)?|sebagai\s+berikut|berikut(?:\s+ini)?)"
    r"(?=\s*(?:$|[.,;:)\n]))",
    re.IGNORECASE,
)
NUMBER_HINTS = re.compile(
    r"(?:poin|point|butir|huruf|langkah|tahap|bagian|bab|pasal|ayat|klausul|angka|nomor|no)\.?\s*(?:[0-9]{1,2}|[a-z]|[ivx]{2,4})\b",
)
BARE_HINTS = re.compile(r"[0-9A-Z]\.[0-9A-Za-z]")
# Where somebody presses a key or chooses an option, a number is what the screen shows.
KEYS = re.compile(
    r"\b(?:tekan|menekan|ketik|mengetik|pilih|memilih|klik|isi|masukkan|input|jl\.?|jalan|gang|blok|rt|rw)(?!\w)"
    r"[^.\n]{0,25}$",
    re.IGNORECASE,
)
DELEGATING = re.compile(
    r"\b(?:lihat|sama\s+(?:dengan|seperti)|sesuai|mengikuti|ikuti|mengacu|merujuk|sebagaimana|seperti|kembali\s+ke|menurut|"
    r"berlaku\s+juga|idem|dilakukan)\b[^.\n]{0,60}$",
    re.IGNORECASE,
)
DOCUMENT_HINTS = re.compile(
    r"SOP|IK |Kerja|Prosedur|Surat|SE |Nota|Memo|Ju[kn]|Pedoman|Panduan|Manual|Formulir|Keputusan"
)
DOCUMENT = re.compile(
    r"\b(?i:lihat|mengacu(?:\s+(?:pada|ke))?|merujuk(?:\s+(?:pada|ke))?|sesuai(?:\s+dengan)?|ikuti|mengikuti|menurut|dalam|"
    r"pada|gunakan|menggunakan)\s+"
    r"(?P<name>(?:SOP|IK|Instruksi Kerja|Prosedur|Surat Edaran|SE|Nota Dinas|Memo|Juknis|Juklak|Pedoman|"
    r"Buku Panduan|Panduan|Manual|Formulir|Keputusan Direksi)\s+(?:(?:[A-Z0-9(][\w()/&.-]*|dan|untuk|atau|produk|"
    r"tentang|di|ke|bagi|of|&)(?:\s+|(?=[.,;:)]|$))){1,12})"
)


SENDING = re.compile(r"\b(?:lihat|baca|ikuti|kembali ke|jawaban|pertanyaan|butir|langkah)\s+$", re.IGNORECASE)
NEAR = 80
"""How many characters before a reference can change what it means."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that refer, at their offsets in a text without markup.

    Attributes:
        words: The words.
        numbers: The numbers in them, such as `b` and `c`.
        side: `above`, `below` or nothing.
        noun: What is said to stand there, such as `tabel`.
        is_bare: No word such as "poin" stands before the number.
        is_sending: A word such as "lihat" or "jawaban" before it says that a place is meant, not a thing's number.
    """

    words: str
    start: int
    end: int
    numbers: tuple[str, ...] = ()
    side: str = ""
    noun: str = ""
    is_bare: bool = False
    is_sending: bool = False


@lru_cache(maxsize=200_000)
def vague_phrases(letter: str) -> tuple[Phrase, ...]:
    """Return the words that name a rule without saying which, neighbouring ones as one."""
    lower = letter.casefold()
    if not any(hint in lower for hint in VAGUE_HINTS) or not any(lead in lower for lead in VAGUE_LEADS):
        return ()
    found: list[Phrase] = []
    for match in VAGUE.finditer(letter):
        start, end = match.start(), match.end()
        if _is_name(letter, start, match[0]):
            continue
        if found and not letter[found[-1].end : start].strip():
            start = found.pop().start
        found.append(Phrase(letter[start:end].strip(), start, end))
    return tuple(found)


def _is_name(letter: str, start: int, words: str) -> bool:
    """Tell whether words are part of a name: all with capitals, and not at the beginning of a sentence."""
    before = letter[max(0, start - NEAR) : start].rstrip()
    begins = not before or before[-1] in ".:;!?"
    return not begins and words != words.casefold() and words == words.title()


@lru_cache(maxsize=200_000)
def relative_phrases(letter: str) -> tuple[Phrase, ...]:
    """Return the words that lead to a number or to what stands above or below, in the order of the text."""
    return tuple(_relative(letter))


def _relative(letter: str) -> Iterator[Phrase]:
    lower = letter.casefold()
    if NUMBER_HINTS.search(lower) or BARE_HINTS.search(letter):
        yield from _numbered(letter)
    if "atas" in lower:
        yield from (_placed(match, "above") for match in ABOVE.finditer(letter))
    if "bawah" in lower or "berikut" in lower:
        yield from (_placed(match, "below") for match in BELOW.finditer(letter))


def _placed(match: re.Match[str], side: str) -> Phrase:
    return Phrase(match[0], match.start(), match.end(), side=side, noun=match["noun"].casefold())


def _numbered(letter: str) -> Iterator[Phrase]:
    for pattern in (NUMBERED, BARE):
        for match in pattern.finditer(letter):
            numbers = (match["first"], *re.findall(rf"(?<!\w){FULL}(?!\w)", match["more"]))
            numbers = tuple(number for number in numbers if number.casefold() not in ("dan", "atau"))
            if _is_number_word(match["word"] or "no", match["first"]) and not KEYS.search(
                letter[max(0, match.start() - NEAR) : match.start()]
            ):
                tail = letter[match.end() : match.end() + 25].casefold()
                side = "above" if re.match(r"\)?\s*(?:tersebut\s+)?di\s?atas", tail) else ""
                side = side or ("below" if re.match(r"\)?\s*di\s?bawah", tail) else "")
                is_sending = SENDING.search(letter[max(0, match.start() - NEAR) : match.start()]) is not None
                yield Phrase(
                    match[0].strip(), match.start(), match.end(), numbers, side, "", pattern is BARE, is_sending
                )


def _is_number_word(word: str, number: str) -> bool:
    """Tell whether a word and a number belong together: "nomor i" and "bagian e" do not."""
    if len(word) == 0 or number[0].isdigit() or "." in number:
        return True
    if word.casefold() in ("no", "no.", "nomor", "angka", "tahap"):
        return False
    return word.casefold() in ("poin", "point", "butir", "huruf", "langkah", "ayat") or number.isupper()


def numbers_in(words: str) -> tuple[str, ...]:
    """Return the numbers that the words of a declared reference name: `point A.1 di atas`, `dan c`, `8.A.1`."""
    stripped = words.strip(" ()")
    whole = re.fullmatch(rf"(?:dan\s+|atau\s+)?({FULL})", stripped)
    if whole and (len(whole[1]) <= 2 or "." in whole[1]):
        return (whole[1],)
    found = next(_numbered(stripped), None)
    if found:
        return found.numbers
    dotted = re.search(r"(?:^|\s)([0-9A-Z]{1,2}(?:\.[0-9A-Za-z]{1,4})+)(?=\s|$)", stripped)
    return (dotted[1],) if dotted and not stripped.casefold().startswith(("versi", "rev")) else ()


@lru_cache(maxsize=200_000)
def documents_named(letter: str) -> tuple[Phrase, ...]:
    """Return the documents that a text sends its readers to by name."""
    return tuple(_documents(letter)) if DOCUMENT_HINTS.search(letter) else ()


def _documents(letter: str) -> Iterator[Phrase]:
    for match in DOCUMENT.finditer(letter):
        name = re.sub(r"(?:\s+(?:dan|untuk|atau|di|ke|tentang|bagi|of|&))+\s*$", "", match["name"].strip(" .,;:"))
        yield Phrase(name, match.start("name"), match.start("name") + len(name))
