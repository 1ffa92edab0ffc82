"""The worker as pages talk to it: time, position, filters, failures, and what must never do harm."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.search.answer import Answer, Origin, Window
from tests.search.conftest import Open
from tests.search.made_up import (
    Searcher,
    Served,
    answer,
    marked,
    said,
    script,
    tables,
    wait_until,
    window,
)

pytestmark = pytest.mark.browser


def at(moment: str, offset: str = "+07:00") -> float:
    """Return a moment in the milliseconds of browsers."""
    return dt.datetime.fromisoformat(moment + offset).timestamp() * 1000


def states(cards: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(said(card["title"]), card["state"]) for card in cards]


# Time

USUAL = "Salam pembuka"
FESTIVE = "Salam pembuka hari jadi"
FROM, UNTIL = "2024-09-04T00:00", "2024-10-01T00:00"


def greetings() -> tuple[Answer, Answer]:
    """Return a greeting and the one that takes its place for a time, as the source's overlays do."""
    replaced = Window(clock="Asia/Jakarta", replaced=((FROM, UNTIL),), words="4–30 Sep 2024")
    return (
        script(USUAL, "Selamat pagi, salam dari kami.", window=replaced),
        script(FESTIVE, "Selamat hari jadi, salam dari kami.", window=window(FROM, UNTIL, words="4–30 Sep 2024")),
    )


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("2024-09-03T23:59:59", [(USUAL, "in-force"), (FESTIVE, "upcoming")], id="the second before"),
        pytest.param("2024-09-04T00:00:00", [(FESTIVE, "in-force"), (USUAL, "replaced")], id="the first second"),
        pytest.param("2024-09-30T23:59:59", [(FESTIVE, "in-force"), (USUAL, "replaced")], id="the last second"),
        pytest.param("2024-10-01T00:00:00", [(USUAL, "in-force"), (FESTIVE, "ended")], id="the second after"),
    ],
)
def test_a_temporary_answer_comes_first_only_while_it_holds(
    moment: str, expected: list[tuple[str, str]], open_index: Open
) -> None:
    cards = open_index(*greetings()).cards("salam pembuka", now=at(moment))
    assert states(cards) == expected
    for card in cards:
        assert (card["copy"] is None) == (card["state"] != "in-force")
        is_usual_again = card["state"] == "in-force" and said(card["title"]) == USUAL
        assert card["validity"] == ("" if is_usual_again else "4–30 Sep 2024")
        assert card["isTemporary"] is (card["state"] == "in-force" and said(card["title"]) == FESTIVE)
        assert [block["state"] for block in card["blocks"]] == [card["state"]]


def test_a_temporary_answer_comes_first_though_another_fits_better(open_index: Open) -> None:
    searcher = open_index(*greetings())
    assert searcher.titles("salam pembuka", now=at("2024-09-10T00:00")) == [FESTIVE, USUAL]


@pytest.mark.parametrize(
    ("moment", "states", "copied"),
    [
        pytest.param("2024-09-10T00:00", ["replaced", "in-force"], ["hari jadi"], id="while it is replaced"),
        pytest.param("2024-10-02T00:00", ["in-force", "ended"], ["pagi"], id="when it is back"),
    ],
)
def test_a_step_copies_only_the_sentences_that_hold(
    moment: str, states: list[str], copied: list[str], open_index: Open
) -> None:
    blocks = [[*greeting.blocks[0], greeting.group.window.data] for greeting in greetings()]
    (card,) = open_index(answer("Menyapa pelanggan", blocks=blocks)).cards("menyapa", now=at(moment))
    assert [block["state"] for block in card["blocks"]] == states
    assert [word for word in ("pagi", "hari jadi") if f"Selamat {word}" in card["copy"]] == copied


def test_what_is_replaced_twice_comes_back_between(open_index: Open) -> None:
    times = ((FROM, UNTIL), ("2025-09-04T00:00", "2025-10-01T00:00"))
    searcher = open_index(script(USUAL, "Selamat pagi.", window=Window(clock="Asia/Jakarta", replaced=times)))
    moments = ("2024-09-10T00:00", "2025-01-01T00:00", "2025-09-10T00:00", "2025-11-01T00:00")
    found = [searcher.cards("salam", now=at(moment))[0]["state"] for moment in moments]
    assert found == ["replaced", "in-force", "replaced", "in-force"]


def test_results_say_when_they_will_change(open_index: Open) -> None:
    searcher = open_index(*greetings())
    changes = [at("2024-09-04T00:00"), at("2024-10-01T00:00"), float("inf")]
    now = at("2024-01-01T00:00")
    for change in changes:
        assert searcher.search("salam", now=now)["next"] == change
        now = change


def test_only_what_is_found_says_when_it_changes(open_index: Open) -> None:
    searcher = open_index(*greetings(), answer("Token listrik"))
    assert searcher.search("token listrik", now=at("2024-01-01T00:00"))["next"] == float("inf")


@pytest.mark.parametrize(
    ("clock", "moment", "expected"),
    [
        pytest.param("local", "2024-09-04T00:00:00+07:00", "in-force", id="the reader's midnight"),
        pytest.param("local", "2024-09-03T23:59:59+07:00", "upcoming", id="a second before the reader's midnight"),
        pytest.param("Asia/Jayapura", "2024-09-03T22:00:00+07:00", "in-force", id="midnight comes earlier in the east"),
        pytest.param("Asia/Jayapura", "2024-09-03T21:59:59+07:00", "upcoming", id="a second before it does"),
        pytest.param("America/New_York", "2024-09-04T10:59:59+07:00", "upcoming", id="later in the west"),
        pytest.param("America/New_York", "2024-09-04T11:00:00+07:00", "in-force", id="with the hour of summer"),
    ],
)
def test_windows_go_by_their_own_clock(clock: str, moment: str, expected: str, open_index: Open) -> None:
    searcher = open_index(answer("Salam", window=window("2024-09-04", clock=clock)))  # the page's zone is Jakarta
    (card,) = searcher.cards("salam", now=at(moment, ""))
    assert card["state"] == expected


def test_what_ended_comes_last_unless_it_is_asked_for_by_name(open_index: Open) -> None:
    searcher = open_index(
        script("Salam penutup", "Terima kasih sudah menghubungi kami."),
        script("Ucapan lebaran ketupat", "Selamat lebaran, salam.", window=window("2023-01-01", "2023-02-01")),
        answer("Salam pembuka", "Salam untuk pelanggan."),
    )
    assert searcher.titles("salam")[-1] == "Ucapan lebaran ketupat"
    cards = searcher.cards("ucapan lebaran ketupat")
    assert states(cards)[0] == ("Ucapan lebaran ketupat", "ended")
    assert cards[0]["copy"] is None


def test_an_ended_answer_that_fits_as_well_stands_behind(open_index: Open) -> None:
    searcher = open_index(
        answer("Salam pembuka", "lama", window=window("2020-01-01", "2020-02-01"), address="layanan/lama"),
        answer("Salam pembuka", "baru", address="layanan/baru"),
        answer("Salam pembuka", "nanti", window=window("2099-01-01"), address="layanan/nanti"),
    )
    cards = searcher.cards("salam pembuka")
    assert [card["address"] for card in cards] == ["layanan/baru", "layanan/nanti", "layanan/lama"]
    assert [card["state"] for card in cards] == ["in-force", "upcoming", "ended"]


def test_history_is_shown_only_when_asked_for(site: Served, open_index: Open) -> None:
    old = Origin("layanan", "Layanan Fiksi", "Revisi 1", is_history=True)
    searcher = open_index(
        answer("Salam", "baru"), history=[answer("Salam", "lama", origin=old, address="layanan@1/salam")]
    )
    assert [card["address"] for card in searcher.cards("salam")] == ["layanan/salam"]
    assert not any("/riwayat/" in path for path in site.asked)
    found = searcher.search("salam", history=True)
    assert found["total"] == 2
    assert [(card["address"], card["state"]) for card in found["results"]] == [
        ("layanan/salam", "in-force"),
        ("layanan@1/salam", "superseded"),
    ]
    last = found["results"][-1]
    assert last["copy"] is None
    assert last["revision"] == "Revisi 1"


COMING = (
    answer("Salam", "kini", address="layanan/salam"),
    answer("Salam", "nanti", address="layanan@3/salam", window=window("2024-09-04", is_temporary=False)),
    answer("Token listrik", "nanti", address="layanan@3/token", window=window("2024-09-04", is_temporary=False)),
)
NOW_ALONE = ["layanan/salam"]
BOTH = ["layanan/salam", "layanan@3/salam"]


@pytest.mark.parametrize(
    ("moment", "coming", "expected", "next_change"),
    [
        pytest.param("2024-09-03T23:59:59", False, NOW_ALONE, "2024-09-04T00:00", id="the second before"),
        pytest.param("2024-09-03T23:59:59", True, BOTH, "2024-09-04T00:00", id="the second before, when asked for"),
        pytest.param("2024-09-04T00:00:00", False, BOTH, "", id="the first second"),
    ],
)
def test_a_coming_revision_is_left_out_until_its_moment(
    moment: str, coming: bool, expected: list[str], next_change: str, open_index: Open
) -> None:
    found = open_index(*COMING).search("salam", now=at(moment), coming=coming)
    assert sorted(card["address"] for card in found["results"]) == expected
    assert found["total"] == len(expected)
    assert found["next"] == (at(next_change) if next_change else float("inf"))
    assert found["leavesOutComing"] is (expected == NOW_ALONE)


def test_no_answer_says_that_coming_texts_were_left_out(open_index: Open) -> None:
    searcher = open_index(*COMING)
    before = at("2024-09-03T23:59:59")
    found = searcher.search("token listrik", now=before)
    assert (found["results"], found["total"], found["leavesOutComing"]) == ([], 0, True)
    found = searcher.search("token listrik", now=before, filters={"kind": ["fee"]})
    assert not found["leavesOutComing"], "they are not of the kind that is looked for"
    (card,) = searcher.cards("token listrik", now=before, coming=True)
    assert (card["state"], card["copy"]) == ("upcoming", None)


def test_a_temporary_answer_is_announced_once_its_revision_began(open_index: Open) -> None:
    ahead = replace(window(FROM, UNTIL), announced_from="2024-09-01T00:00+07:00")
    searcher = open_index(script(FESTIVE, "Selamat hari jadi.", window=ahead))
    found = searcher.search("salam", now=at("2024-08-31T23:59:59"))
    assert (found["total"], found["next"]) == (0, at("2024-09-01T00:00"))
    assert states(searcher.cards("salam", now=at("2024-09-01T00:00:00"))) == [(FESTIVE, "upcoming")]
    assert searcher.titles("salam", now=at("2024-08-31T23:59:59"), coming=True) == [FESTIVE]
    assert searcher.start()["facets"]["hasComing"] is True


def test_only_an_index_with_coming_texts_offers_them(open_index: Open) -> None:
    assert open_index(*COMING).start()["facets"]["hasComing"] is True
    assert open_index(*greetings()).start()["facets"]["hasComing"] is False


def test_without_history_there_is_none_to_show(open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    assert searcher.titles("salam", history=True) == ["Salam"]


def test_a_site_without_answers_finds_none(open_index: Open) -> None:
    searcher = open_index()
    found = searcher.search("salam", history=True)
    assert (found["results"], found["total"], found["isUnsure"]) == ([], 0, True)


# Position, filters, limit

BRANDS = (
    answer("Salam pembuka", "Salam fiksi", brand="fiksi", channels=("obrolan",), address="layanan/fiksi-obrolan"),
    answer("Salam pembuka", "Salam fiksi", brand="fiksi", channels=("telepon",), address="layanan/fiksi-telepon"),
    answer("Salam pembuka", "Salam dongeng", brand="dongeng", address="layanan/dongeng"),
    answer("Salam pembuka", "Salam siapa pun", kind="step", applications=("buku",), address="layanan/umum"),
)


def addresses(cards: list[dict[str, Any]]) -> list[str]:
    return [card["address"].removeprefix("layanan/") for card in cards]


def test_words_of_another_brand_come_last_and_are_marked(open_index: Open) -> None:
    searcher = open_index(*BRANDS, answer("Hal lain", "Sedikit tentang salam."))
    cards = searcher.cards("salam pembuka", position={"brand": "dongeng", "channels": []})
    assert addresses(cards)[0] == "dongeng"
    others = [card["isOtherBrand"] for card in cards]
    assert others == sorted(others)
    assert sorted(address for address, is_other in zip(addresses(cards), others, strict=True) if is_other) == [
        "fiksi-obrolan",
        "fiksi-telepon",
    ]
    assert [card["brandName"] for card in cards if card["isOtherBrand"]] == ["Fiksi", "Fiksi"]


def test_sentences_of_the_readers_channel_come_before_others(open_index: Open) -> None:
    sentences = (
        script("Salam obrolan", "Salam pembuka fiksi", brand="fiksi", channels=("obrolan",)),
        script("Salam telepon", "Salam pembuka fiksi", brand="fiksi", channels=("telepon",)),
    )
    searcher = open_index(*sentences)
    for channel in ("obrolan", "telepon"):
        cards = searcher.cards("salam pembuka", position={"brand": "fiksi", "channels": [channel]})
        assert said(cards[0]["title"]) == f"Salam {channel}"
        assert [card["isOtherChannel"] for card in cards] == [False, True]


def test_a_temporary_sentence_of_another_channel_does_not_come_first(open_index: Open) -> None:
    usual, festive = greetings()
    phone = script("Salam pembuka telepon", "Selamat pagi.", channels=("telepon",))
    channels = replace(festive, group=replace(festive.group, channels=("obrolan",)))
    searcher = open_index(usual, channels, phone)
    now = at("2024-09-10T00:00")
    assert searcher.titles("salam pembuka", now=now)[0] == FESTIVE
    for_phone = searcher.titles("salam pembuka", now=now, position={"brand": "", "channels": ["telepon"]})
    assert for_phone[0] != FESTIVE


def test_other_kinds_of_answers_belong_to_no_channel_alone(open_index: Open) -> None:
    cards = open_index(*BRANDS).cards("salam pembuka", position={"brand": "fiksi", "channels": ["obrolan"]})
    assert {card["isOtherChannel"] for card in cards} == {False}


def test_without_a_position_no_brand_is_another(open_index: Open) -> None:
    assert {card["isOtherBrand"] for card in open_index(*BRANDS).cards("salam pembuka")} == {False}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({}, ["dongeng", "fiksi-obrolan", "fiksi-telepon", "umum"], id="none"),
        pytest.param({"brand": ["dongeng"]}, ["dongeng"], id="a brand"),
        pytest.param({"brand": ["dongeng", "fiksi"]}, ["dongeng", "fiksi-obrolan", "fiksi-telepon"], id="two brands"),
        pytest.param({"channel": ["telepon"]}, ["fiksi-telepon"], id="a channel"),
        pytest.param({"channel": ["tulis"]}, ["fiksi-obrolan"], id="a channel with others in it"),
        pytest.param({"kind": ["step"]}, ["umum"], id="a kind"),
        pytest.param({"application": ["buku"]}, ["umum"], id="an application"),
        pytest.param({"kind": ["faq"], "brand": ["fiksi"], "channel": ["obrolan"]}, ["fiksi-obrolan"], id="several"),
        pytest.param({"kind": ["step"], "brand": ["fiksi"]}, [], id="several that nothing fits"),
        pytest.param({"brand": ["constructor"], "channel": ["__proto__"]}, [], id="names that objects have"),
    ],
)
def test_filters(filters: dict[str, list[str]], expected: list[str], open_index: Open) -> None:
    found = open_index(*BRANDS).search("salam", filters=filters)
    assert sorted(addresses(found["results"])) == expected
    assert found["total"] == len(expected)


def test_facets_name_what_some_answer_has(open_index: Open) -> None:
    ready = open_index(*BRANDS).start()
    assert ready["count"] == 4
    assert ready["facets"] == {
        "kind": [["faq", "FAQ"], ["step", "Langkah"]],
        "brand": [["fiksi", "Fiksi"], ["dongeng", "Dongeng"]],
        "channel": [["obrolan", "Obrolan"], ["telepon", "Telepon"]],
        "application": [["buku", "Buku"]],
        "hasComing": False,
    }


@pytest.mark.parametrize("limit", [0, 1, 7, 12, 100])
@pytest.mark.parametrize("position", [None, {"brand": "fiksi", "channels": []}])
def test_a_limit_cuts_the_results_and_not_their_count(
    limit: int, position: dict[str, Any] | None, open_index: Open
) -> None:
    answers = [answer("Salam", f"nomor {each}", address=f"layanan/{each}") for each in range(12)]
    found = open_index(*answers).search("salam", limit=limit, position=position)
    assert found["total"] == 12
    assert addresses(found["results"]) == [str(each) for each in range(min(limit, 12))]


def test_all_that_is_counted_can_be_shown(open_index: Open) -> None:
    weak = [answer(f"Urusan lain {each}", "salam " + "kata lain " * 40) for each in range(8)]
    strong = answer("Salam pembuka", "Salam pembuka.", brand="dongeng")
    searcher = open_index(strong, *weak)
    for position in (None, {"brand": "fiksi", "channels": []}):
        found = searcher.search("salam pembuka", position=position, limit=100)
        assert len(found["results"]) == found["total"]
        assert "Salam pembuka" in [said(card["title"]) for card in found["results"]]


# What a card holds


def test_a_card_holds_what_the_answer_says(open_index: Open) -> None:
    searcher = open_index(
        answer(
            "Biaya admin",
            kind="fee",
            number="7.1",
            trail=("7 Bayar",),
            condition="Pelanggan membayar di bank.",
            blocks=[
                ["text", "Biaya bank berikut:"],
                ["item", "a", "Lihat tabel biaya."],
                ["pairs", [["Bank", "ELOK"]]],
                ["rows", ["Bank", "Biaya"], [["ELOK", "2.500"], ["Lainnya"]]],
                ["gap", "Biaya hari libur belum diatur."],
                ["note", "Dari kami."],
            ],
            cautions=[("code", "Nomornya salah.")],
            age="nilai per 16 Des 2020",
            brand="fiksi",
            channels=("telepon",),
        )
    )
    (card,) = searcher.cards("biaya")
    plain: dict[str, Any] = {
        "number": "7.1",
        "kind": "fee",
        "kindName": "Biaya",
        "document": "Layanan Fiksi",
        "revision": "Revisi 2",
    }
    plain |= {"brand": "fiksi", "brandName": "Fiksi", "channels": ["Telepon"], "trail": ["7 Bayar"]}
    plain |= {"state": "in-force", "validity": "", "age": "nilai per 16 Des 2020", "isCut": False}
    assert {name: card[name] for name in plain} == plain
    assert card["url"] == "dokumen/layanan/#biaya-admin"
    assert marked(card["title"]) == ["Biaya"]
    assert said(card["condition"]) == "Pelanggan membayar di bank."
    assert [block["type"] for block in card["blocks"]] == ["text", "item", "pairs", "rows", "gap", "note"]
    rows = card["blocks"][3]["rows"]
    assert [[said(cell) for cell in row] for row in rows] == [["ELOK", "2.500"], ["Lainnya"]]
    assert card["copy"].splitlines() == [
        "Biaya admin",
        "(Pelanggan membayar di bank.)",
        "Biaya bank berikut:",
        "a. Lihat tabel biaya.",
        "Bank: ELOK",
        "Bank | Biaya",
        "ELOK | 2.500",
        "Lainnya",
        "nilai per 16 Des 2020",
    ]


def test_of_a_sentence_its_words_alone_are_copied(open_index: Open) -> None:
    text = "Baik {Nama}, salam 😀 dari {Petugas}."
    places = [text.index("{Nama}"), text.index("{Nama}") + 6]
    searcher = open_index(script("Salam", text, places=places, condition="Bila ada tamu"))
    (card,) = searcher.cards("salam")
    (block,) = card["blocks"]
    assert card["copy"] == block["copy"] == said(block["words"]) == text
    assert marked(block["words"], "p") == ["{Nama}"]
    assert marked(block["words"]) == ["salam"]
    assert block["isOpen"]
    assert block["wording"] == {"id": "free", "name": "Bebas"}


def test_a_word_in_a_placeholder_is_marked_as_both(open_index: Open) -> None:
    text = "Halo {Nama Tamu} dan tamu."
    searcher = open_index(script("Salam", text, places=[5, 16]))
    (card,) = searcher.cards("tamu")
    assert card["blocks"][0]["words"] == [
        ["Halo "],
        ["{Nama ", "p"],
        ["Tamu", "mp"],
        ["}", "p"],
        [" dan "],
        ["tamu", "m"],
        ["."],
    ]


def test_of_a_long_answer_the_parts_with_the_words_are_shown(open_index: Open) -> None:
    paragraphs = [["text", f"Paragraf {each}: " + "kata biasa " * 20] for each in range(10)]
    paragraphs[8] = ["text", "Paragraf 8: token listrik. " + "kata biasa " * 20]
    (card,) = open_index(answer("Panduan", blocks=paragraphs)).cards("token listrik")
    shown = [said(block["words"])[:10] for block in card["blocks"]]
    assert shown[0] == "Paragraf 0"
    assert "Paragraf 8" in shown
    assert shown == sorted(shown)
    assert len(shown) < 10
    assert card["isCut"]


@pytest.mark.parametrize(("count", "is_cut"), [(3, False), (8, False), (30, True)])
def test_of_a_long_table_the_rows_with_the_words_are_shown(count: int, is_cut: bool, open_index: Open) -> None:
    rows = [[f"baris{each}", "isi"] for each in range(count)]
    (card,) = open_index(answer("Tabel", kind="table", blocks=[["rows", ["A", "B"], rows]])).cards(f"baris{count - 1}")
    (block,) = card["blocks"]
    shown = [said(row[0]) for row in block["rows"]]
    assert f"baris{count - 1}" in shown
    assert len(shown) == min(count, 8)
    assert card["isCut"] is is_cut


# Failures


def test_a_missing_index_is_outdated_and_a_later_start_heals(site: Served, page: Page) -> None:
    searcher = Searcher(page, "/belum-ada/")
    assert failure(searcher.start()) == (None, "outdated")
    assert failure(searcher.search("salam")) == (1, "outdated")
    site.publish([answer("Salam")], base="/belum-ada/")
    assert searcher.start()["type"] == "ready"
    assert searcher.titles("salam") == ["Salam"]
    searcher.close()


def failure(message: dict[str, Any]) -> tuple[int | None, str]:
    """Return which question failed, and why; there must be a message for people who look for the cause."""
    assert message["type"] == "failed"
    assert message["message"]
    return message.get("id"), message["reason"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        pytest.param(404, "outdated", id="not there"),
        pytest.param(500, "offline", id="a broken server"),
        pytest.param(503, "offline", id="a server that is busy"),
    ],
)
def test_a_refused_manifest(status: int, reason: str, site: Served, open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    site.statuses["manifest.json"] = status
    assert searcher.start()["reason"] == reason
    site.statuses.clear()
    assert searcher.start()["type"] == "ready"
    assert searcher.titles("salam") == ["Salam"]


def test_no_network_is_offline(open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    searcher.page.context.set_offline(True)
    assert searcher.start()["reason"] == "offline"
    assert searcher.search("salam")["reason"] == "offline"
    searcher.page.context.set_offline(False)
    assert searcher.start()["type"] == "ready"
    assert searcher.titles("salam") == ["Salam"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"format":999999}', id="another format"),
        pytest.param("{}", id="no format"),
        pytest.param("null", id="nothing"),
        pytest.param("<!doctype html>", id="a page instead"),
        pytest.param("", id="empty"),
    ],
)
def test_a_manifest_that_the_engine_does_not_know_is_outdated(text: str, site: Served, open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    (site.path / searcher.base.strip("/") / "manifest.json").write_text(text, encoding="utf-8")
    assert searcher.start()["reason"] == "outdated"


def test_a_new_edition_makes_the_old_one_outdated_until_it_starts_again(site: Served, open_index: Open) -> None:
    searcher = open_index(answer("Salam pembuka"))
    site.publish([answer("Salam pembuka"), answer("Salam penutup")], base=searcher.base)
    assert failure(searcher.search("salam")) == (1, "outdated")
    assert searcher.start()["type"] == "ready"
    assert searcher.titles("salam") == ["Salam pembuka", "Salam penutup"]


def test_texts_that_are_gone_are_outdated(site: Served, open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    site.statuses["texts-0.json"] = 404
    assert searcher.search("salam")["reason"] == "outdated"
    site.statuses.clear()
    assert searcher.titles("salam") == ["Salam"]


def test_a_file_that_did_not_arrive_is_asked_for_again(site: Served, open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    site.statuses["terms-0.json"] = 503
    assert searcher.search("salam")["reason"] == "offline"
    assert searcher.search("salam")["reason"] == "offline"
    site.statuses.clear()
    assert searcher.titles("salam") == ["Salam"]


def test_a_missing_history_fails_alone(site: Served, open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    site.statuses["riwayat/manifest.json"] = 503
    assert searcher.search("salam", history=True)["reason"] == "offline"
    assert searcher.titles("salam") == ["Salam"]
    site.statuses.clear()
    assert searcher.titles("salam", history=True) == ["Salam"]


def test_what_is_no_message_is_answered_too(open_index: Open) -> None:
    searcher = open_index(answer("Salam"))
    assert failure(searcher.ask({"type": "belum ada", "id": 7})) == (7, "broken")
    assert searcher.titles("salam") == ["Salam"]


def test_each_answer_carries_the_id_and_words_of_its_question(open_index: Open) -> None:
    searcher = open_index(answer("Salam"), answer("Token"))
    asked = [searcher.message(query, id=number) for number, query in ((5, "salam"), (9, "token"), (7, "salam token"))]
    found = searcher.run("({ ask }, messages) => Promise.all(messages.map(ask))", asked)
    assert sorted((each["id"], each["query"]) for each in found) == [(5, "salam"), (7, "salam token"), (9, "token")]


def test_a_slow_file_holds_nothing_else_up(site: Served, open_index: Open) -> None:
    """What waits for a text does not keep another question from its answer, nor the page from working."""
    answers = [answer(f"Salam{each}", "isi", address=f"layanan/{each}") for each in range(9)]  # two files of texts
    searcher = open_index(*answers)
    event = site.waits["texts-1.json"] = threading.Event()
    try:
        slow = searcher.message("salam8", id=1)
        searcher.run("({ worker }, message) => worker.postMessage(message)", slow)
        wait_until(lambda: any(path.endswith("texts-1.json") for path in site.asked))
        found = searcher.run(
            """({ worker }, message) => new Promise((resolve) => {
              worker.addEventListener("message", ({ data }) => data.id === 2 && resolve(data))
              worker.postMessage(message)
            })""",
            searcher.message("salam0", id=2),
        )
        assert [said(card["title"]) for card in found["results"]] == ["Salam0"]
    finally:
        event.set()


def test_nothing_is_asked_for_outside_of_the_index(site: Served, open_index: Open) -> None:
    requests: list[str] = []
    searcher = open_index(answer("Salam"), answer("https://luar.example/x", "<img src=https://luar.example/y>"))
    searcher.page.context.on("request", lambda request: requests.append(request.url))
    site.asked.clear()
    for query in ("salam", "https://luar.example/x", "../../rahasia", "%2e%2e%2f", "sl4m", "salma"):
        searcher.search(query, history=True)
    assert site.asked
    assert all(path.startswith(searcher.base) for path in site.asked)
    assert all(url.startswith(f"{site.address}{searcher.base}") for url in requests)


# What must never do harm

PROPERTY = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
REASONABLE_MS = 3_000
HOSTILE_WORDS = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "undefined", "null", "NaN", "then", "-1"),
    *(".*", "(a+)+$", "[", "\\", "^$", "(?<x>", "{9999}", "$&", "|", "<script>alert(1)</script>", "';--", "%00"),
    *("&amp;", "😀", "👩‍👩‍👧‍👦", "\u202eterbalik\u202c", "שלום", "مرحبا", "a\u0301\u0302\u0303", "\u0000", "\u0007"),
    *("\u200b", "\ufeff", "salam", "pembayaran", "tidak", "belum selesai", "7.10.1.a", "Rp4.050", "< 12 jam"),
    *("ﬁ", "Ⅷ", "𐐀", "İ", "ß", "－"),
)
ALONE = ("\ud800", "\udc00", "a\udfff", "\ude00\ud83d")
ASK_ALL = """async ({ ask }, [queries, message]) => {
  const found = []
  for (const units of queries) {
    const query = units.map((unit) => String.fromCharCode(unit)).join("")
    const { type, reason, query: echoed, results, total, tookMs } = await ask({ ...message, query })
    found.push({ type, reason, tookMs, total, isEchoed: echoed === query, shown: results?.length,
      areWords: JSON.stringify(results ?? []).includes("[object") === false })
  }
  return found
}"""


@pytest.fixture(scope="module")
def hostile(site: Served, page: Page) -> Iterator[Searcher]:
    """Return a worker on an index whose every answer is about names and signs that mean something to programs."""
    answers = [
        answer(word, f"Isi {word} dan {word}", address=f"layanan/{place}", variants=[f"apa itu {word}"])
        for place, word in enumerate(HOSTILE_WORDS)
    ]
    using = tables({"constructor": "salam", "__proto__": "salam", "ket": "tostring"}, [["null", "undefined"]])
    opened = Searcher(page, site.publish(answers, using))
    opened.start()
    yield opened
    opened.close()


def units_of(text: str) -> list[int]:
    """Return the units of a text as JavaScript counts them; halves of pairs that stand alone stay what they are."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def assert_harmless(searcher: Searcher, queries: list[str]) -> None:
    message = searcher.message("", history=True)
    found = searcher.run(ASK_ALL, [[units_of(query) for query in queries], message])
    for query, each in zip(queries, found, strict=True):
        assert each["type"] == "results", (query[:80], each)
        assert each["isEchoed"], query[:80]
        assert each["areWords"], query[:80]
        assert 0 <= each["shown"] <= min(20, each["total"]) <= len(HOSTILE_WORDS), query[:80]
        assert each["tookMs"] < REASONABLE_MS, (query[:80], each)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("a" * 10_000, id="one long word"),
        pytest.param("salam " * 2_000, id="one word again and again"),
        pytest.param(" ".join(f"kata{each}" for each in range(2_000)), id="two thousand words"),
        pytest.param("belum " * 2_000, id="words that turn each other"),
        pytest.param("a-" * 5_000, id="one long code"),
        pytest.param("1." * 5_000, id="one long number"),
        pytest.param("._+:@'-" * 1_500 + "a", id="joints that join nothing"),
        pytest.param("<" * 10_000 + "1", id="signs before a number"),
        pytest.param("1 x " * 3_000, id="times and times"),
        pytest.param("rp " * 4_000, id="rupiah without amount"),
        pytest.param(" " * 10_000, id="blanks"),
        pytest.param("kurang dari " * 1_000, id="less than nothing"),
        pytest.param("1" + " " * 9_000 + "x", id="a number far from its sign"),
        pytest.param("e" + "\u0301" * 10_000, id="marks upon marks"),
        pytest.param("😀" * 5_000, id="pictures"),
        pytest.param("\ud800" * 10_000, id="halves of pairs"),
        pytest.param("x" * 1_999 + "😀 salam", id="a pair where the query is cut"),
        pytest.param("\u202e" + "שלום " * 2_000, id="from right to left"),
        pytest.param("(" * 5_000 + "a+" * 2_500, id="a pattern"),
        pytest.param("\x00\x01\x1b\x7f" * 2_500, id="control characters"),
    ],
)
def test_a_query_of_ten_thousand_characters_does_no_harm(query: str, hostile: Searcher) -> None:
    assert_harmless(hostile, [query, query[:-1], "salam " + query, query + " salam"])


@PROPERTY
@given(
    queries=st.lists(
        st.one_of(
            st.text(),
            st.lists(st.one_of(st.sampled_from((*HOSTILE_WORDS, *ALONE)), st.text(max_size=5))).map(" ".join),
            st.lists(st.sampled_from((*HOSTILE_WORDS, *ALONE))).map("".join),
            st.lists(st.integers(0, 0xFFFF)).map(lambda units: "".join(map(chr, units))),
        ),
        min_size=30,
        max_size=30,
    )
)
def test_no_query_does_harm(queries: list[str], hostile: Searcher) -> None:
    assert_harmless(hostile, queries)


@pytest.mark.parametrize("word", [each for each in HOSTILE_WORDS if any(map(str.isalnum, each))])
def test_odd_words_are_found_as_any_other(word: str, hostile: Searcher) -> None:
    assert f"layanan/{HOSTILE_WORDS.index(word)}" in [card["address"] for card in hostile.cards(word, limit=100)]


ODD_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.lists(st.sampled_from(HOSTILE_WORDS), min_size=1).map(" ".join),
    st.lists(st.sampled_from(HOSTILE_WORDS), min_size=1).map("".join),
)


@st.composite
def odd_answers(draw: st.DrawFn) -> list[Answer]:
    """Draw answers that show odd texts in every place where a result shows words."""
    found = []
    for place in range(draw(st.integers(1, 4))):
        texts = iter(draw(st.lists(ODD_TEXT, min_size=9, max_size=9)))
        blocks: list[Any] = [
            ["text", next(texts)],
            ["item", next(texts), next(texts)],
            ["pairs", [[next(texts), next(texts)]]],
            ["rows", [next(texts)], [[next(texts)]]],
        ]
        said_text = next(texts)
        ends = sorted(draw(st.lists(st.integers(0, len(said_text)), max_size=4, unique=True)))
        places = [len(units_of(said_text[:end])) for end in ends]
        blocks.append(["script", "layanan/x", "", "free", "Bebas", said_text, places[: len(places) // 2 * 2], False])
        made = answer(draw(ODD_TEXT), address=f"layanan/{place}", blocks=blocks, condition=draw(ODD_TEXT))
        found.append(made)
    return found


@PROPERTY
@given(answers=odd_answers(), data=st.data())
def test_words_of_results_are_the_words_of_the_content(
    answers: list[Answer], data: st.DataObject, open_index: Open
) -> None:
    searcher = open_index(*answers)
    by_address = {each.address: each for each in answers}
    for asked in answers:
        for query in (asked.title, data.draw(st.sampled_from(asked.body.split() or ["x"]))):
            for card in searcher.cards(query):
                assert_same_words(card, by_address[card["address"]])
    searcher.close()


def assert_same_words(card: dict[str, Any], of: Answer) -> None:
    """Assert that a card shows exactly what is stored: plain strings in runs whose marks are known."""
    assert joined(card["title"]) == of.title
    assert joined(card["condition"] or []) == of.condition
    shown = {block["type"]: block for block in card["blocks"]}
    stored: dict[str, Any] = {str(block[0]): block for block in of.blocks}
    assert joined(shown["text"]["words"]) == stored["text"][1]  # the first block is always shown
    if "item" in shown:
        assert [shown["item"]["label"], joined(shown["item"]["words"])] == stored["item"][1:]
    if "pairs" in shown:
        assert [[head, joined(runs)] for head, runs in shown["pairs"]["pairs"]] == stored["pairs"][1]
    if "rows" in shown:
        assert [[joined(cell) for cell in row] for row in shown["rows"]["rows"]] == stored["rows"][2]
    if "script" in shown:
        assert joined(shown["script"]["words"]) == shown["script"]["copy"] == stored["script"][5]
    assert len(shown) == len(of.blocks) or card["isCut"]


def joined(runs: list[list[str]]) -> str:
    for run in runs:
        assert isinstance(run[0], str)
        assert run[0]
        assert run[1:] in ([], ["m"], ["p"], ["mp"])
    return said(runs)


# What a result has room for, and what is copied

FEES = [["KARTU"], *([f"kartu {number}", "1.000"] for number in range(8)), ["DOMPET"], ["dompet satu", "2.000"]]


def test_rows_keep_the_heading_that_they_stand_under(open_index: Open) -> None:
    table = ["rows", ["Nama", "Biaya"], FEES]
    (card,) = open_index(answer("Biaya admin", kind="fee", blocks=[table])).cards("biaya dompet")
    rows = [[said(cell) for cell in row] for row in card["blocks"][0]["rows"]]
    assert rows[-2:] == [["DOMPET"], ["dompet satu", "2.000"]]
    assert rows[0] == ["KARTU"]
    assert card["isCut"]
    assert "DOMPET\ndompet satu | 2.000" in card["copy"]


def test_an_answer_that_only_names_its_parts_says_so(open_index: Open) -> None:
    chapter = answer("Menutup obrolan", blocks=[["item", "a", "Salam penutup"]], is_cut=True)
    (card,) = open_index(chapter).cards("menutup obrolan")
    assert card["isCut"]
    assert card["copy"].endswith("(selengkapnya pada halamannya)")


def test_a_heading_that_begins_the_text_is_not_copied_twice(open_index: Open) -> None:
    text = "Tekan tombol simpan untuk menyimpan tiket, lalu tunggu."
    (card,) = open_index(answer("Tekan tombol simpan untuk menyimpan …", text)).cards("tekan tombol simpan")
    assert card["copy"] == text
