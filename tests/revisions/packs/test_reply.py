"""The sentence of a review pack comes back through mail programs and is read as it was meant, or not at all."""

from __future__ import annotations

import textwrap
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.revisions.packs.reply import Reply, read_reply, reply_sentence, text_of_reply
from generator.revisions.register.entry import SIGNED_ACTS, Act

SENTENCE = "Saya, Budi Penyetuju, menyetujui dokumen kasir revisi 4 dengan kode 0AC9-432E."
MEANT = Reply("kasir", "4", Act.APPROVED, "0AC9-432E", "Budi Penyetuju")
NAMES = st.from_regex(r"[A-Z][a-z]{1,9}( [A-Z][a-z.]{1,9}){0,3}(, S\.Kom\.)?", fullmatch=True)


def test_the_sentence_is_the_one_that_is_read() -> None:
    assert reply_sentence("kasir", "4", Act.APPROVED, "0AC9-432E", "Budi Penyetuju") == SENTENCE
    assert read_reply(SENTENCE) == MEANT


@settings(max_examples=40, deadline=None)
@given(
    document=st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True),
    revision=st.from_regex(r"[0-9]{1,4}([.-][0-9]{1,3})?", fullmatch=True),
    act=st.sampled_from(SIGNED_ACTS),
    digits=st.from_regex(r"[0-9A-F]{8}", fullmatch=True),
    name=NAMES,
    width=st.integers(20, 90),
)
def test_wrapped_lines_change_nothing(
    document: str, revision: str, act: Act, digits: str, name: str, width: int
) -> None:
    code = f"{digits[:4]}-{digits[4:]}"
    sentence = reply_sentence(document, revision, act, code, name)
    wrapped = textwrap.fill(
        f"Selamat pagi. {sentence} Terima kasih.", width, break_long_words=False, break_on_hyphens=False
    )
    assert read_reply(wrapped) == Reply(document, revision, act, code, name)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SENTENCE.upper(), id="capitals"),
        pytest.param(f"*{SENTENCE}*", id="bold"),
        pytest.param(SENTENCE.replace(" dengan", "\u00a0dengan"), id="a blank that does not break"),
        pytest.param(SENTENCE.replace("-", "\u2011"), id="a hyphen that does not break"),
        pytest.param(SENTENCE.replace("0AC9-432E", "0ac9 432e"), id="the code typed by hand"),
        pytest.param(SENTENCE.replace("0AC9-432E", "0AC9-\n432E"), id="the code broken across lines"),
        pytest.param(SENTENCE.rstrip("."), id="no full stop"),
        pytest.param(f"Setuju.\r\n\r\n{SENTENCE}\r\n", id="Windows line ends"),
        pytest.param(f"{SENTENCE}\n\nPada Sen, 2 Feb 2026 Pengendali menulis:\n> teks lain", id="an answer above"),
        pytest.param(f"{SENTENCE}\n{SENTENCE}", id="said twice"),
    ],
)
def test_mail_programs_may_do_as_they_do(text: str) -> None:
    found = read_reply(text)
    assert found
    assert (found.document, found.revision, found.act, found.code) == ("kasir", "4", Act.APPROVED, "0AC9-432E")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Setuju, terima kasih.", id="other words"),
        pytest.param(f"> {SENTENCE}", id="only quoted"),
        pytest.param(f"Belum bisa.\n\n-----Original Message-----\n{SENTENCE}", id="only in the message answered"),
        pytest.param(f"Belum.\nOn Mon, 2 Feb 2026 Ani <a@b.id> wrote:\n{SENTENCE}", id="the same in English"),
        pytest.param(SENTENCE.replace("menyetujui", "belum menyetujui"), id="said otherwise"),
        pytest.param(SENTENCE.replace("menyetujui", "tidak menyetujui"), id="said no"),
        pytest.param(SENTENCE.replace("Penyetuju,", "Penyetuju, saya belum,"), id="no, in other words"),
        pytest.param(SENTENCE.replace("Budi", "Tidak. Budi"), id="no, before the name"),
        pytest.param(SENTENCE.replace("0AC9-432E", "0AC9-432"), id="a code too short"),
        pytest.param(SENTENCE.replace("0AC9-432E", "0AC9-432E1"), id="a code too long"),
        pytest.param(f"{SENTENCE}\n{SENTENCE.replace('revisi 4', 'revisi 5')}", id="two that differ"),
        pytest.param("", id="nothing"),
        pytest.param("Saya, " * 5_000, id="much ado"),
    ],
)
def test_what_is_not_said_is_not_read(text: str) -> None:
    assert read_reply(text) is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert read_reply(text) is None


def test_a_saved_message_is_opened() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "budi@koperasi.example", "Re: tinjauan"
    message.set_content(f"Selamat siang – {SENTENCE}\n", cte="base64")
    message.add_alternative(f"<p>{SENTENCE}</p>", subtype="html")
    assert SENTENCE not in message.as_string()
    assert read_reply(text_of_reply(message.as_bytes())) == MEANT


def test_a_message_of_html_alone_is_opened() -> None:
    message = EmailMessage()
    message["From"] = "budi@koperasi.example"
    message.set_content(
        f"<div>Saya, Budi Penyetuju, <b>menyetujui</b>{SENTENCE.partition('menyetujui')[2]}</div>", subtype="html"
    )
    assert read_reply(text_of_reply(message.as_bytes())) == MEANT


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\0\0", b"", b"\xff\xfe"])
def test_scans_have_no_words(data: bytes) -> None:
    assert read_reply(text_of_reply(data)) is None


def test_plain_text_is_taken_as_it_is() -> None:
    assert read_reply(text_of_reply(f"\ufeff{SENTENCE}".encode())) == MEANT
