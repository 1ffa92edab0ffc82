"""Labels of menus and buttons as the texts name them, and the words of screens in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.reading.wording_places import sample_positions
from generator.kinds.clause.schema import Click
from generator.survey import RevisionReading, Text
from generator.text.menu_path import split_menu_path

# One menu a line: every form in which screens and texts name it. A form of two words stands with a blank.
_MENUS = """
profil profile
verifikasi verify verification
riwayat histori history
pengaturan setelan setting settings
beranda home
penyimpanan storage
pemberitahuan notifikasi notification notifications
bantuan help
keluar logout
masuk login
kirim submit send
simpan save
batal cancel
hapus delete remove
cari search
unduh download
unggah upload
tagihan bill billing
pembayaran payment
pesan message messages
bahasa language
keamanan security
akun account
umum general
lokasi location
kembali back
lanjut next
tutup close
ubah edit
tambah add
pilih select
bagikan share
daftar register signup
kata-sandi password
laporan report
pelanggan customer
transaksi transaction transactions
"""
_FORMS: dict[str, str] = {form: line.split()[0] for line in _MENUS.strip().splitlines() for form in line.split()}
_PHRASES = {"halaman utama": "beranda", "log out": "keluar", "log in": "masuk", "kata sandi": "kata-sandi"}
# Labels that stand in nearly every application.
_COMMON = frozenset(_FORMS) | frozenset(
    re.findall(
        r"\w+",
        """
        ok ya tidak status kategori uraian keterangan nama alamat telepon email menu tab form formulir refresh reset new
        baru ikon icon detail deskripsi description username user filter klik tombol jenis tanggal nomor perbarui update
        buat selesai proses cetak print
        """,
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAMED_MENU = re.compile(
    r"\b(?:menu|tombol|tab|halaman|ikon|icon|button|klik|tekan|ketuk)\s+[\"“'*]*(?P<label>[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
_HOME_PAGE = re.compile(r"\bhalaman utama\b", re.IGNORECASE)
_TO_APPLICATION = re.compile(r"\b(?:login|log in|masuk) (?:ke|pada|di)\b", re.IGNORECASE)
_KIND_OF_LABEL = re.compile(r"^(?:icon|ikon|tombol|menu)\s+", re.IGNORECASE)
_SIGNS = (">>", "-->", "|")
_MENU_HINTS = ("menu", "tombol", "tab ", "halaman", "ikon", "icon", "button", "lik ", "ekan ", "etuk ")


@dataclass(frozen=True, slots=True)
class Label:
    """What a text calls a menu.

    Attributes:
        words: The label.
        text, offset: Where it stands.
        application: The application; empty when the text does not say.
    """

    words: str
    text: Text
    offset: int
    application: str

    def is_glossed(self, form: str, other: str) -> bool:
        """Tell whether the text gives one form in brackets behind the other, as in `pengaturan (Settings)`."""
        letter = self.text.letter.casefold()
        pairs = ((form, other), (other, form))
        return any(re.search(rf"\b{re.escape(one)}\s*\(\s*{re.escape(two)}\b", letter) for one, two in pairs)


def menu_labels(reading: RevisionReading) -> Iterator[Label]:
    """Yield the labels of menu paths, of clicks, and after words such as `menu`, in reading order."""
    samples = sample_positions(reading)
    for text in reading.texts:
        if not text.found.role.is_verbatim or text.entry.position in samples:
            continue
        model = text.entry.model
        application = model.application or "" if isinstance(model, Click) else ""
        if isinstance(model, Click) and text.found.path[0] == "path":
            yield Label(text.found.value, text, 0, application)
            continue
        value = text.found.value
        if any(sign in value for sign in _SIGNS):
            yield from _in_paths(text, application)
        elif any(hint in value for hint in _MENU_HINTS):
            for found in _NAMED_MENU.finditer(text.letter):
                yield Label(found["label"], text, found.start("label"), application)
            for found in _HOME_PAGE.finditer(text.letter) if "utama" in value else ():
                yield Label(found[0], text, found.start(), application)


def _in_paths(text: Text, application: str) -> Iterator[Label]:
    start = 0
    for line in text.letter.split("\n"):
        path = split_menu_path(line)
        if path:
            offset = start
            for step in (path.lead, *path.steps):
                at = text.letter.find(step, offset)
                offset = at if at >= 0 else offset
                if (step != path.lead or _HOME_PAGE.search(step)) and not _TO_APPLICATION.search(step):
                    yield Label(step, text, offset, application)
        start += len(line) + 1


@lru_cache(maxsize=50_000)
def forms_in(label: str) -> tuple[tuple[str, str], ...]:
    """Return the words of screens in a label: what the menu is, and the form in which it is named."""
    folded = label.casefold()
    phrases = [(meaning, phrase) for phrase, meaning in _PHRASES.items() if phrase in folded]
    return (*phrases, *((_FORMS[word], word) for word in _WORD.findall(folded) if word in _FORMS))


def is_common_label(label: str) -> bool:
    """Tell whether nearly every application has a label."""
    words = _WORD.findall(label.casefold())
    return not words or all(word in _COMMON for word in words)


def clicked_labels(reading: RevisionReading) -> Iterator[tuple[str, str, Text]]:
    """Yield application, label and text of what is clicked, in reading order."""
    for text in reading.texts:
        model = text.entry.model
        if isinstance(model, Click) and text.found.path[0] == "path" and model.application:
            yield (
                model.application,
                re.sub(r"^(?:icon|ikon|tombol|menu)\s+", "", text.found.value, flags=re.IGNORECASE),
                text,
            )
