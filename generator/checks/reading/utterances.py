"""Which clauses tell the agent to say something, and which bubble of a chat they claim."""

from __future__ import annotations

import re

CUSTOMER = r"(?:calon )?(?:pelanggan|penelepon|pelapor|pengguna|user|konsumen|nasabah|customer)"
_VERBS = (
    r"(?:meny|s)ampaikan|(?:meng)?informasikan|(?:men|t)anyakan|(?:mem)?beritahukan|(?:mem)?beri tahu|"
    r"(?:men|t)awarkan|(?:meng)?ucapkan|(?:meng)?konfirmasikan|(?:meng)?ingatkan|(?:meng)?imbau|himbau|"
    r"menyapa|sapa|(?:me|ber|mem)?(?:minta|mohon|permohonan) maaf|(?:melakukan|lakukan) permohonan maaf|"
    r"(?:meng)?ajukan pertanyaan|(?:mem|ber)?(?:beri(?:kan)?) (?:edukasi|salam|penjelasan|empati|informasi|nomor)|"
    r"(?:meng)?edukasi|(?:melakukan|lakukan) konfirmasi|(?:men)?jelaskan|(?:me)?minta"
)
_PASSIVE = r"(?:maka|wajib|harus|lalu|kemudian)\s+(?:disampaikan|ditanyakan|diinformasikan|diucapkan|ditawarkan)"
_TELLS = re.compile(rf"\b(?:{_VERBS}|{_PASSIVE})\b", re.IGNORECASE)
# What comes before or beside the act and is not the act: when, on what condition, to what end, by whom.
_SUBORDINATE = re.compile(
    r"\b(?:setelah|sebelum|sesudah|ketika|saat|selama|sampai|jika|apabila|bila|bilamana|kalau|tanpa|untuk|agar|supaya|"
    r"yang|dengan|kecuali|selain|termasuk|seperti|lihat|baca|sop)\b[^.;:,]*?(?=\bmaka\b|[.;:,]|$)",
    re.IGNORECASE,
)
_NOT_BY_AGENT = re.compile(
    rf"\b(?:{CUSTOMER}|kami|unit|petugas lapangan|sistem|aplikasi|manajemen)\s+(?:\w+\s+){{0,2}}?(?:{_VERBS})\b",
    re.IGNORECASE,
)
_NOT_TO_CUSTOMER = re.compile(
    r"\b(?:ke|kepada|oleh)\s+(?:pihak |bagian |tim )?(?:unit|bagian|bidang|service desk|atasan|supervisor|"
    r"team leader|tim|petugas|admin|back office)\b",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    rf"\b(?:tidak|tanpa|jangan|dilarang|dapat|boleh|bisa|diperkenankan|diperbolehkan)\s+(?:\w+\s+){{0,2}}?(?:{_VERBS})\b",
    re.IGNORECASE,
)
# What is said differs from case to case, so that no sentence can be given.
_DEPENDS = re.compile(
    r"\b(?:sesuai|menurut|berdasarkan|mengikuti|tergantung|mengacu|secara umum|mudah dimengerti|dapat dipahami|"
    r"hasil pengecekan|seperti biasa)\b",
    re.IGNORECASE,
)
_BUBBLE = re.compile(
    r"\b(?:bubble(?: chat)?|balon(?: (?:chat|percakapan|obrolan))?|gelembung(?: (?:chat|percakapan|obrolan))?|"
    r"(?:pada|dalam|di|sebagai|lewat|melalui) (?:pesan|chat))\s+(?:yang\s+)?"
    r"(?:ke-?\s?(?P<digits>\d{1,4})|(?P<word>pertama|kesatu|kedua|ketiga|keempat|kelima|selanjutnya|berikutnya|berikut))\b",
    re.IGNORECASE,
)
_AFTER_GREETING = re.compile(r"\b(?:setelah|sesudah|usai)\b[^.,;:]*\b(?:salam|sapaan|bubble pertama)\b", re.IGNORECASE)
_ORDINALS = {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5}


def main_clause(letter: str) -> str:
    """Return a text without what says when, on what condition and to what end."""
    return _SUBORDINATE.sub(" ", letter)


def what_is_told(letter: str) -> str:
    """Return the words by which a text tells the agent to say something in words of its own; empty when it does not.

    Silent where another acts or is spoken to, where it need not be, and where what is said depends on the case.
    """
    if not _TELLS.search(letter):
        return ""
    rest = main_clause(letter)
    for pattern in (_NOT_BY_AGENT, _NOT_TOLD):
        rest = pattern.sub(" ", rest)
    found = _TELLS.search(rest)
    if found is None or _DEPENDS.search(letter) or _NOT_TO_CUSTOMER.search(letter):
        return ""
    return found[0]


def bubble_of(letter: str) -> tuple[int, int] | None:
    """Return which bubble a text claims, counted from the greeting as 1, and where it says so.

    The next one is known only where the text says that it follows the greeting.
    """
    found = _BUBBLE.search(letter)
    if found is None:
        return None
    if found["digits"]:
        return int(found["digits"]), found.start()
    ordinal = _ORDINALS.get(found["word"].casefold())
    if ordinal is None and _AFTER_GREETING.search(letter):
        ordinal = 2
    return (ordinal, found.start()) if ordinal else None
