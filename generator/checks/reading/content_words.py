"""The words of a text that carry its meaning, in one form each, so that texts can be compared by them.

Indonesian forms its words with prefixes and suffixes: `menginformasikan`, `diinformasikan` and `informasi` count as
one word here. Function words say how a question is asked, not what about; they do not count.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\{[^{}]*\}|\d+(?:[.,]\d+)*")
PLACEHOLDER = "{}"
_SPELT_OUT = re.compile(r"(\d+)\s*\([^()\d]{2,40}\)")
# What is written in two words, or in several ways, and means one thing.
_PHRASES = re.compile(
    r"\b(?:(?P<sandi>(?:kata|pass)[ -]?(?:sandi|kunci|word))"
    r"|(?P<idpel>(?:id|nomor|no\.?) ?(?:pel|pelanggan))"
    r"|(?P<ponsel>telepon genggam|hand ?phone|hp|gawai)"
    r"|(?P<tindaklanjut>tindak lanjut))\b"
)
# One of these is in every text in which a phrase is; looking for them costs far less.
_HINTS = ("sandi", "kunci", "sword", "pel", "genggam", "phone", "hp", "gawai", "lanjut")
_SAME = {
    **dict.fromkeys(("download", "mendownload", "didownload", "mengunduh", "diunduh"), "unduh"),
    **dict.fromkeys(("instal", "install", "menginstal", "menginstall", "diinstal", "instalasi"), "pasang"),
    **dict.fromkeys(("update", "terupdate", "mengupdate", "diupdate", "memperbarui", "perbarui", "terbarui"), "baru"),
    **dict.fromkeys(("ganti", "mengganti", "diganti", "penggantian", "merubah", "rubah", "dirubah"), "ubah"),
    **dict.fromkeys(("daftar", "mendaftar", "pendaftaran", "registrasi", "mendaftarkan"), "daftar"),
    **dict.fromkeys(("jawaban", "balasan", "respon", "respons", "merespon", "merespons", "membalas"), "jawab"),
    **dict.fromkeys(("menyampaikan", "sampaikan", "menginformasikan", "informasikan", "memberitahukan"), "sampai"),
    **dict.fromkeys(("no", "nomor", "nomer"), "nomor"),
    **dict.fromkeys(("aktifkan", "mengaktifkan", "aktivasi"), "aktif"),
    **dict.fromkeys(("hapus", "menghapus", "hilangkan", "menghilangkan"), "hapus"),
    **dict.fromkeys(("bp", "bpk", "pak"), "bapak"),
    **dict.fromkeys(("tarif", "ongkos"), "biaya"),
    **dict.fromkeys(("pelanggan", "pelapor", "penelepon", "pengguna", "user", "nasabah", "customer"), "pelanggan"),
}
FUNCTION_WORDS = frozenset(
    WORD.findall("""
    a ada adakah adalah adapun agar akan aku anda antara apa apabila apakah apa-apa atas atau bagaimana bagaimanakah
    bagi bahwa baik bapak beberapa berapa berapakah berikut bila bilamana bisa bisakah boleh bolehkah bu buat cara
    caranya d dalam dan dapat dapatkah dari dengan di diantaranya dilakukan dimana gimana hal harus hendak ialah ibu
    ini itu jika juga kah kak kakak kalau kami kapan kapankah karena ke kemudian kenapa kepada ketika kita lagi laku
    lakukan lain lalu langkah maka mana manakah masih mau melakukan melalui menurut mengapa merupakan mohon namun oleh
    pada para per perihal perlu perlukah pula pun saat saja saya sbb secara sedang sehingga selanjutnya seperti serta
    sesuai setelah siapa siapakah silahkan silakan soal sudah sudahkah supaya tapi telah tentang terhadap terjadi
    terkait tersebut tetapi the tsb untuk via wajib ya yaitu yakni yang
    """)
)
_NUMBERS = {
    "nol": "0",
    "satu": "1",
    "dua": "2",
    "tiga": "3",
    "empat": "4",
    "lima": "5",
    "enam": "6",
    "tujuh": "7",
    "delapan": "8",
    "sembilan": "9",
    "sepuluh": "10",
    "sebelas": "11",
    "pertama": "1",
    "kesatu": "1",
    "kedua": "2",
    "ketiga": "3",
    "keempat": "4",
    "kelima": "5",
}
# Prefixes with the letter that they swallow, in the order in which they are tried.
_PREFIXES = (
    ("memper", ""), ("diper", ""), ("menge", ""), ("meny", "s"), ("peny", "s"), ("meng", ""), ("peng", ""),
    ("mem", ""), ("pem", ""), ("men", ""), ("pen", ""), ("ber", ""), ("ter", ""), ("per", ""),
    ("me", ""), ("pe", ""), ("di", ""), ("se", ""), ("ke", ""),
)  # fmt: skip
_SUFFIXES = ("nyalah", "kannya", "annya", "kanlah", "lah", "kah", "nya", "kan", "an", "i")
SHORTEST_STEM = 4


def content_words(letter: str) -> list[str]:
    """Return the words that carry the meaning of a text without markup, in order, each in its stem."""
    text = letter.casefold()
    if "(" in text:
        text = _SPELT_OUT.sub(r"\1 ", text)
    if any(hint in text for hint in _HINTS):
        text = _PHRASES.sub(lambda found: found.lastgroup or "", text)
    return [stem for word in WORD.findall(text) if (stem := _stem(word))]


@lru_cache(maxsize=100_000)
def word_set(letter: str) -> frozenset[str]:
    """Return the words that carry the meaning of a text, each once."""
    return frozenset(content_words(letter))


@lru_cache(maxsize=100_000)
def every_word(letter: str) -> frozenset[str]:
    """Return all words of a text, each once: those that carry its meaning in their stem, the others as they stand."""
    return frozenset(_stem(word) or word for word in WORD.findall(letter.casefold()))


def plain_words(letter: str) -> tuple[str, ...]:
    """Return all words of a text as they stand, without case, punctuation and what placeholders are called."""
    return tuple(PLACEHOLDER if word[0] == "{" else word for word in WORD.findall(letter.casefold()))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """Return the one form of a word; empty for words that do not count."""
    if word[0] == "{":
        return PLACEHOLDER
    if word in FUNCTION_WORDS:
        return ""
    if word in _NUMBERS:
        return _NUMBERS[word]
    if same := _SAME.get(word):
        return same
    if word[0].isdigit():
        return word
    stem = _without_prefix(_without_suffix(word))
    return "" if stem in FUNCTION_WORDS else _SAME.get(stem, stem)


def _without_suffix(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


def _without_prefix(word: str) -> str:
    for prefix, swallowed in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) + len(swallowed) >= SHORTEST_STEM:
            return swallowed + word[len(prefix) :]
    return word
