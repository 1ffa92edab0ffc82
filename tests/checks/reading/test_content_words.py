"""Texts that ask or say the same have the same words, others have not."""

import pytest

from generator.checks.reading.content_words import content_words, plain_words, word_set


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Bagaimana cara mengunduh bukti pembayaran?", "Unduh bukti bayar", id="affixes and question words"
        ),
        pytest.param("selama 3 (tiga) menit", "selama tiga menit", id="a number in digits and in words"),
        pytest.param("lupa kata sandi", "lupa password", id="two words for one thing"),
        pytest.param("nomor HP {Nama}", "no. handphone {Nama Pelanggan}", id="placeholders whatever they are called"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    assert word_set(one) == word_set(other)


def test_words_keep_their_order_and_their_negation() -> None:
    assert content_words("Tagihan tidak terbit") == ["tagih", "tidak", "terbit"]


def test_plain_words_drop_signs_only() -> None:
    assert plain_words("Lalu, klik “Simpan” di {Kelurahan}.") == ("lalu", "klik", "simpan", "di", "{}")
