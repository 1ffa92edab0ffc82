import itertools
import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.personal_data import (
    CODES,
    Kind,
    canonical_letter,
    find_personal_data,
    personal_data_problem,
)
from generator.messages import load_catalogue
from generator.problems import Location

WORDS = re.findall(
    r"\w+",
    """pelanggan petugas listrik padam mohon maaf informasi gangguan layanan tagihan bayar aplikasi alamat kami bantu
    laporan sudah selesai belum ditindaklanjuti silakan cek kembali melalui menu profil Bapak Ibu Kakak dan untuk""",
)


def kinds(text: str) -> list[str]:
    return [find.kind.value for find in find_personal_data(text)]


FOUND = [
    ("NIK 3174054107900001", "nik", "woman's date of birth"),
    ("3174 0512 0190 0001", "nik", "in fours"),
    ("3174.05.120190.0001", "nik", "dotted"),
    ("No. KTP: 9900112233445566", "nik", "the label counts where the digits alone would not"),
    ("hubungi 081234567890 ya", "phone", "mobile"),
    ("0812-3456-7890", "phone", "hyphens"),
    ("+62 812 3456 7890", "phone", "international"),
    ("62 812 3456 7890", "phone", "international without plus"),
    ("+62 (0)812-3456-789", "phone", "both prefixes"),
    ("(021) 765-4321", "phone", "landline"),
    ("0274 512345", "phone", "landline of a smaller town"),
    ("+62 21 7654321", "phone", "landline, international"),
    ("+65 6123 4567", "phone", "abroad"),
    ("WA: 812 3456 7890", "phone", "labelled, without its zero"),
    ("https://wa.me/6281234567890", "phone", "in a link"),
    ("０８１２３４５６７８９０", "phone", "full-width digits"),
    ("٠٨١٢٣٤٥٦٧٨٩٠", "phone", "Arabic-Indic digits"),
    ("0812\u00a03456\u20117890", "phone", "non-breaking space and hyphen"),
    ("0812\u200b3456\u200d7890", "phone", "zero-width characters"),
    ("0812&#51;456&#x37;890", "phone", "entities"),
    ("0812**3456**7890", "phone", "Markdown marks"),
    ("0\ufe0f\u20e38\ufe0f\u20e31\ufe0f\u20e32 3456 7890", "phone", "keycaps"),
    ("budi.santoso@gmail.com", "email", "address"),
    ("budi (at) gmail [dot] com", "email", "spelled in brackets"),
    ("budi at gmail dot com", "email", "spelled"),
    ("budi@gmail titik com", "email", "spelled in Indonesian"),
    ("budi&commat;gmail&period;com", "email", "entities"),
    ("mailto:budi%40gmail.com", "email", "percent sign"),
    ("budi＠gmail．com", "email", "full-width signs"),
    ("helpdesk-mobile123@pln.co.id", "email", "a helpdesk's needs a declared exception"),
    ("ID Pel 512345678901", "customer_id", "labelled"),
    ("ID Pelanggan / No. Meter: 14-1234-56789", "customer_id", "two labels, grouped"),
    ("Service ID-nya adalah 1234567890", "customer_id", "sentence"),
    ("CRM ID | 12345678 |", "customer_id", "table"),
    ("nomor 14123456789 tidak ditemukan", "customer_id", "alone"),
    ("5123 4567 8901", "customer_id", "alone and grouped"),
    ("Jl. Melati Raya No.3 Kel. Kebayoran Baru", "street_address", "the sources' example"),
    ("Jl. KH. Abdul Rochim No. 1, Kuningan Barat", "street_address", "head office"),
    ("jln melati raya no 3", "street_address", "lower case"),
    ("tinggal di jalan kenanga nomor 12", "street_address", "the everyday word"),
    ("Gg. Mawar RT 03/RW 05", "street_address", "alley and neighbourhood"),
    ("Komplek Permata Hijau, Blok C5 No. 7", "street_address", "estate"),
    ("Perum Griya Asri RT.001 RW.002", "street_address", "estate and neighbourhood"),
    ("Jl. Sudirman Kav 52", "street_address", "plot"),
    ("Jl. Diponegoro 45", "street_address", "a number without No."),
    ("RT 03 RW 05", "street_address", "neighbourhood alone"),
    ("K5423110812345", "ticket", "call centre's number"),
    ("LAPORAN TERKAIT K: 5212345678", "ticket", "with K and colon"),
    ("INSIDEN NO. 24012345678", "ticket", "incident"),
    ("No. Tiket ITSM 698123", "ticket", "service desk"),
    ("http://10.14.22.5/HEAT", "ip_internal", "private address"),
    ("192.168.1[.]20", "ip_internal", "written to evade"),
    ("172.16.4.1", "ip_internal", "private address"),
    ("fd12:3456:789a::1", "ip_internal", "unique local address"),
    ("http://apkt.pln.local/", "ip_internal", "internal name"),
    ("db01.internal", "ip_internal", "internal name"),
]


@pytest.mark.parametrize(("text", "kind"), [pytest.param(t, k, id=f"{k}: {why}") for t, k, why in FOUND])
def test_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]
    assert kinds(f"Mohon maaf, {text} sudah kami catat.") == [kind]


NOT_FOUND = [
    "+62 8xx-xxxx-xxxx",
    "08xx-xxxx-xxxx",
    "hubungi Contact Center PLN 123",
    "CC PLN ICONPLUS 1500071 atau CC PLN ICONNET 150678",
    "pelanggan@example.com",
    "budi (at) contoh.example",
    "xxxx@gmail.com",
    "#UNCOMPLETED_1/#UNCOMPLETED_2",
    "Jl. Contoh No. 0, RT 000 RW 000, {Kelurahan}",
    "JL. CONTOH NO. 000, {Kelurahan}",
    "JL CONTOH No.0 RT.0 RW.0 ...",
    "K54xxxxxxxxxxx",
    "LEBIH TAGIH LAPORAN TERKAIT K: 52xxxxxxxx",
    "INSIDEN NO. 24xxxxxxxxx",
    "INSIDEN NO: 24xxxxxxxxx",
    "No. Tiket ITSM xxxxxx",
    "http://itsm.pln.co.id/ atau http://10.x.x.x/HEAT",
    "biaya 1.750, 2.500, 1.000.000 dan 12.345.678.901",
    "3 x 24 Jam, H+14, 12 jam (< 12 jam)",
    "versi 5.1.3 dan 5.1.0.2",
    "ICONNET-QOS-PB-028",
    "04 September 2023 pukul 00:00 s.d 30 September 2023 pukul 23:59",
    "16-12-2020 01-05-2021",
    "08-12-2023 10:30",
    "7/16/2018 3:19 PM",
    "buka 08.00-16.00 08.00-12.00",
    "2020 2021 2022",
    "kombinasi 000000000000",
    "jalan keluar masalah ini, lihat No. 3",
    "perizinan perumahan atau lainnya",
    "687... Gd. 2 Lt. 3",
    "Bab 7.10.1.b dan 8.A.1",
    "transfer dengan nomor “5”",
    "@pln_123 di Instagram",
    "127.0.0.1",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_is_no_personal_datum(text: str) -> None:
    assert find_personal_data(text) == []


def separated(digits: str, draw: random.Random) -> str:
    """Part digits as evasive authors do: seldom, and with any of many signs."""
    signs = [" ", "-", ".", "\u00a0", "\u2011", "\u200b", "\u2009", " - ", "\u00ad", "_", "/"]
    groups = []
    while digits:
        size = draw.randint(2, 6)
        groups.append(digits[:size])
        digits = digits[size:]
    text = groups[0]
    for group in groups[1:]:
        text += draw.choice(signs) + group
    return text.translate(draw.choice([{}, DEVANAGARI, FULL_WIDTH]))


DEVANAGARI = {ord("0") + i: 0x0966 + i for i in range(10)}
FULL_WIDTH = {ord("0") + i: 0xFF10 + i for i in range(10)}


def number(draw: random.Random, length: int) -> str:
    return "".join(draw.choice("123456789") for _ in range(length))


def planted(kind: str, draw: random.Random) -> str:  # noqa: PLR0911 – one return for each kind
    """Make a datum of a kind, written in a random way."""
    if kind == "nik":
        day = draw.randint(1, 28) + draw.choice([0, 40])
        date = f"{day:02}{draw.randint(1, 12):02}{draw.randint(70, 99)}"
        return "NIK " + separated(f"{draw.randint(11, 94)}{number(draw, 4)}{date}{number(draw, 4)}", draw)
    if kind == "phone":
        mobile = f"8{draw.choice('1235789')}{number(draw, draw.randint(7, 10))}"
        return draw.choice(["0", "+62", "62"]) + separated(mobile, draw)
    if kind == "email":
        at = draw.choice(["@", "(at)", " [at] ", "＠", "&#64;", " at "])
        dot = draw.choice([" dot ", "[dot]", " [dot] "] if at == " at " else [".", "[dot]", " titik ", "．"])
        return f"{draw.choice(WORDS).lower()}{number(draw, 3)}{at}contohnyata{dot}co{dot}id"
    if kind == "customer_id":
        label = draw.choice(["ID Pel ", "Idpel: ", "No. Meter ", "Service ID: ", "SID ", "CRM ID = "])
        return label + separated("5" + number(draw, draw.randint(10, 11)), draw)
    if kind == "street_address":
        name = f"{draw.choice(['Jl.', 'Jalan', 'Gang', 'Gg', 'JLN'])} {draw.choice(['Mawar', 'Kenanga Raya'])}"
        tail = draw.choice(["No. {}", "no {}", "RT 0{}/RW 02", "Nomor\u00a0{}, RT 01"])
        return f"{name} {tail.format(draw.randint(1, 9))}"
    if kind == "ticket":
        return draw.choice(["K54", "K: 52", "INSIDEN NO. 24"]) + number(draw, draw.randint(8, 11))
    octets = [draw.randint(0, 255) for _ in range(3)]
    return "10." + ".".join(map(str, octets))


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
@given(seed=st.integers(0, 2**32))
def test_planted_datum_is_found_in_any_text(kind: str, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 – not for secrets
    before, after = (" ".join(draw.choices(WORDS, k=draw.randint(0, 12))) for _ in range(2))
    datum = planted(kind, draw)
    text = f"{before}, {datum} ; {after}"
    finds = [find for find in find_personal_data(text) if find.kind.value == kind]
    assert finds, text
    assert all(text[find.start : find.end] == find.letter for find in finds)
    assert all(len(before) <= find.start and find.end <= len(before) + 2 + len(datum) for find in finds)


@given(seed=st.integers(0, 2**32))
def test_masked_forms_are_not_found(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 – not for secrets
    masks = ["08xx-xxxx-xxxx", "+62 8xx-xxxx-xxxx", "K54xxxxxxxx", "INSIDEN NO. 24xxxxxxxxx", "10.x.x.x"]
    parts = [draw.choice([*WORDS, *masks, "3 x 24 Jam", "1.750", "H+14"]) for _ in range(30)]
    assert find_personal_data(" ".join(parts)) == []


@given(st.text())
def test_any_text_is_read_and_every_find_is_its_own_letter(text: str) -> None:
    finds = find_personal_data(text)
    assert all(text[find.start : find.end] == find.letter for find in finds)
    assert all(a.end <= b.start for a, b in itertools.pairwise(finds))


LONG = [
    "1",
    "1 ",
    "0 8 1 ",
    "-",
    "a",
    "a@",
    " at ",
    "jl ",
    "Jl. A ",
    "jalan a ",
    "jl,",
    "SID 1 ",
    "1.",
    "fc00:",
    "１",
    "&#49;",
]


@pytest.mark.parametrize("piece", LONG)
def test_long_texts_take_linear_time(piece: str) -> None:
    begin = time.process_time()
    find_personal_data(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 2  # about 0.4 s at worst; quadratic work would take minutes


def test_problem_does_not_repeat_the_datum() -> None:
    (find,) = find_personal_data("Hubungi 081234567890")
    problem = personal_data_problem(find, Location("content/a.yml", 3, 5))
    sentence = problem.sentence(load_catalogue("id"))
    assert "0812…" in sentence.message
    assert "34567890" not in sentence.message + sentence.hint


def test_every_kind_has_a_code() -> None:
    assert set(CODES) == set(Kind)


def test_exceptions_are_compared_in_one_form() -> None:
    assert canonical_letter("Jl.\u00a0Melati  Raya No.3") == canonical_letter("JL. Melati Raya No.3")
