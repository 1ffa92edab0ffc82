"""All menu paths of New PLN Mobile, Rev-3, to the letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.markdown_subset import render_html, render_menu_path_html
from generator.text.menu_path import Separator, split_menu_path
from generator.text.prose import Link
from tests.text.reading import read

# Lead, path and tail as the source has them, one after the other.
SOURCES = {
    "A.1.b Android": (
        "Untuk HP Android : ",
        "pengaturan (Settings) | Storage (Perawatan Perangkat) | Internal Storage (Memori).",
        "",
    ),
    "A.1.b iOS": ("Untuk HP iOS : ", "Pengaturan (Settings) | General | iPhone Storage.", ""),
    "A.1.c": ("", "Buka Pengaturan >> Aplikasi >> Pilih Google Playstore >> Clear cache", ""),
    "A.2.b": (
        "",
        (
            "Pilih menu Masuk dengan Email >> Pilih Lupa Password pada pojok kanan bawah, masukkan email yang "
            "digunakan untuk mendaftar aplikasi PLN Mobile untuk mendapatkan activation code/link yang digunakan "
            "untuk restore password."
        ),
        " Setelah itu kembali melakukan login.",
    ),
    "A.3.d": (
        "Bisa dibuka di ",
        "Profile --> Ubah Profile --> Ganti Foto Profile --> Pilih di galeri/Ambil Gambar --> Simpan",
        "",
    ),
    "A.3.f": (
        "CSO bisa meminta User Cek Versi New PLN Mobile (",
        "Login ke New PLN Mobile --> Profil --> dibawah menu Keluar Versi terbaru",
        ").",
    ),
    "A.3.i": (
        "Pengguna mengakses menu ",
        (
            "Profile >> Verify >> Verifikasi >> Foto KTP >> Selfie dengan KTP >> Notif Data Anda berhasil terkirim "
            "untuk Verifikasi >> Klik OK >> Menunggu Verifikasi dari Admin."
        ),
        "",
    ),
    "A.4.a first": (
        "",
        (
            "Buka menu Profile/ Klik Gambar meter di bawah Nama >> ID Pel/Nomor Meter >> Pilih salah satu ID Pel/Nomor "
            "Meter >> Klik Tab Histori Penggunaan/ Histori Pembelian Token."
        ),
        "",
    ),
    "A.4.a second": (
        "",
        (
            "Buka halaman utama aplikasi PLN Mobile >> pilih salah satu IDPel/Nomor Meter >> Klik Tab Histori "
            "Penggunaan/Histori Pembelian Token."
        ),
        "",
    ),
    "A.4.b": ("", "Buka menu Profil >> Menu Transaksi (pada Daftar Riwayat)", ""),
    "A.6.f": (
        "",
        (
            "Buka menu profil >> Di bawah opsi link Aja pilih tambah metode pembayaran >> Pilih bank yang di "
            "kehendaki, ikuti langkah selanjutnya."
        ),
        "",
    ),
    "A.7.b": (
        "",
        "Pilih menu Pengaduan >> Pengaduan PLN >> Pilih pada Nomor Laporan Gangguan/Keluhan.",
        (
            " Jika status pengaduan berubah menjadi “Nyala”, maka user dapat memberikan rating dan feedback kepada "
            "petugas."
        ),
    ),
}


@pytest.mark.parametrize(("lead", "path", "tail"), SOURCES.values(), ids=SOURCES)
def test_paths_of_the_source(lead: str, path: str, tail: str) -> None:
    line = lead + path + tail
    found = split_menu_path(line)
    assert found is not None
    assert (found.lead, found.tail) == (lead, tail)
    assert list(found.steps) == re.split(r" >> | --> | \| ", path)
    assert found.letter == line
    for drawn in (render_menu_path_html(line), render_html(line, with_menu_paths=True)):
        page = read(drawn)
        assert page.text == line
        assert [tag for tag, _ in page.elements].count("li") == len(found.steps)


@pytest.mark.parametrize(
    ("line", "separator"),
    [
        pytest.param("Lanjutkan ke langkah berikut", None, id="no separator"),
        pytest.param("a | b", None, id="one bar is a bar"),
        pytest.param("<< a >>", None, id="nothing behind it"),
        pytest.param(">> a", None, id="nothing before it"),
        pytest.param("a --- b -- c > d", None, id="other dashes"),
        pytest.param("a >> b", "|", id="another separator was asked for"),
        pytest.param("", None, id="empty"),
    ],
)
def test_what_is_no_path(line: str, separator: Separator | None) -> None:
    assert split_menu_path(line, separator) is None


def test_a_flag_makes_one_bar_a_path() -> None:
    path = split_menu_path("Pengaturan | Umum", "|")
    assert path is not None
    assert path.steps == ("Pengaturan", "Umum")


def test_a_path_keeps_marks_and_the_lines_around_it() -> None:
    text = "Langkah:\nBuka *Profil* >> [[a/b|Menu]]\nselesai"
    drawn = render_html(text, resolve=lambda _: Link("../b/"), with_menu_paths=True)
    assert drawn.startswith('<p>Langkah:</p><ol class="sigap-path"><li>Buka <em>Profil</em><span')
    assert drawn.endswith("Menu</a></li></ol><p>selesai</p>")


@given(st.text(alphabet="ab.()> -|:A ", max_size=60))
def test_any_path_gives_its_line_again(line: str) -> None:
    path = split_menu_path(line)
    if path:
        assert path.letter == line
        assert all(path.steps)
