"""Which sentences of a procedure tell the agent to say something, and which bubble they claim."""

import pytest

from generator.checks.reading.utterances import bubble_of, what_is_told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lakukan permohonan maaf kepada pelanggan", "Lakukan permohonan maaf"),
        ("Khusus laporan baru, maka CSO wajib menanyakan nomor lain.", "menanyakan"),
        ("Jika penelepon menanyakan nomor, maka sampaikan alasannya.", "sampaikan"),
        pytest.param("Jika Pelanggan menyampaikan beberapa permasalahan", "", id="the customer speaks"),
        pytest.param("Dilakukan sebelum CSO menawarkan bantuan berikutnya.", "", id="it only says when"),
        pytest.param("Petugas tidak perlu menyampaikan salam.", "", id="it need not be said"),
        pytest.param("Sampaikan jawaban sesuai status laporan.", "", id="what is said depends on the case"),
        pytest.param("Petugas menyampaikan laporan kepada Unit terkait.", "", id="a unit is spoken to"),
    ],
)
def test_what_is_told(text: str, told: str) -> None:
    assert what_is_told(text) == told


@pytest.mark.parametrize(
    ("text", "bubble"),
    [
        ("Kemudian pada bubble chat kedua, CSO menjawab.", 2),
        ("Setelah menyampaikan salam pembuka, pada bubble chat selanjutnya CSO menyampaikan:", 2),
        ("Pada bubble ke-3 disampaikan imbauan.", 3),
        pytest.param("Lalu pada bubble chat selanjutnya CSO bertanya.", None, id="after what is not said"),
        pytest.param("Dihitung sejak chat pertama masuk.", None, id="a chat of the customer's"),
    ],
)
def test_bubble_of(text: str, bubble: int | None) -> None:
    claim = bubble_of(text)
    assert (claim and claim[0]) == bubble
