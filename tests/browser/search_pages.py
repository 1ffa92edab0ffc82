"""A few pages with the real search field, scripts and style sheets, and made-up answers instead of an index."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader

from generator.build.csp import content_security_policy
from generator.render.assets import SCRIPTS
from generator.render.site import asset_files

HERE = Path(__file__).resolve().parent
OVERRIDES = HERE.parents[1] / "overrides"
THEME = Path(str(getattr(find_spec("material"), "origin", ""))).parent / "templates"

POSITIONS = [
    {"id": "telepon", "name": "CSO Kasir, telepon", "brand": "kasir", "channels": ["kanal-telepon"]},
    {"id": "toko", "name": "CSO Toko, obrolan", "brand": "toko", "channels": ["kanal-obrolan"]},
]
FACETS = {
    "kind": [["script", "Kalimat"], ["faq", "FAQ"], ["step", "Langkah"], ["fee", "Biaya"], ["table", "Tabel"]],
    "brand": [["kasir", "Kasir"], ["toko", "Toko"]],
    "channel": [["kanal-telepon", "Telepon"], ["kanal-obrolan", "Obrolan"]],
    "application": [["catat", "Catat"]],
    "hasComing": True,
}
HOSTILE = '<img src=x onerror="alert(1)"></script><b>tebal</b> {{ 7 * 7 }} \u202e😀'


def script_block(address: str, text: list[list[str]], **changes: Any) -> dict[str, Any]:
    """Return a sentence to say."""
    block = {
        "type": "script",
        "address": address,
        "title": "",
        "wording": {"id": "locked", "name": "Tidak boleh diubah"},
        "words": text,
        "copy": "".join(run[0] for run in text),
        "isOpen": any("p" in run[1] for run in text if len(run) > 1),
        "state": "in-force",
    }
    return {**block, **changes}


def card(address: str, title: str, **changes: Any) -> dict[str, Any]:
    """Return a card as the worker sends it: an answer in force of one paragraph, changed as wished."""
    made = {
        "address": address,
        "url": f"kasir/#{address.rpartition('/')[2]}",
        "number": "",
        "kind": "faq",
        "kindName": "FAQ",
        "title": [[title]],
        "document": "Prosedur Kasir",
        "revision": "Versi 2",
        "brand": "kasir",
        "brandName": "Kasir",
        "channels": ["Telepon"],
        "trail": ["7 Bayar"],
        "state": "in-force",
        "validity": "",
        "isOtherBrand": False,
        "condition": None,
        "blocks": [{"type": "text", "words": [["Jawaban "], ["kasir", "m"], [" untuk hal ini."]]}],
        "isCut": False,
        "cautions": [],
        "age": "",
        "copy": f"{title}: jawaban",
    }
    return {**made, **changes}


def sentence(address: str, title: str, text: list[list[str]], **changes: Any) -> dict[str, Any]:
    """Return the card of a script."""
    state = changes.get("state", "in-force")
    block = script_block(address, text, state=state)
    made = card(address, title, kind="script", kindName="Kalimat", number="7.1", blocks=[block], copy=block["copy"])
    return {**made, **changes, "copy": changes.get("copy", block["copy"] if state == "in-force" else None)}


GREETING = [
    ["Selamat "],
    ["pagi", "mp"],
    [", saya "],
    ["{Nama Kasir}", "p"],
    [". Ada yang dapat kami "],
    ["bantu", "m"],
    ["?"],
]
TOKO = {"brand": "toko", "brandName": "Toko", "channels": ["Obrolan"]}
CARDS: dict[str, list[dict[str, Any]]] = {
    "semua": [
        sentence("kasir/salam", "Salam pembuka", GREETING),
        sentence("toko/salam", "Salam toko", [["Halo, di sini Toko."]], **TOKO),
        card(
            "kasir/tunai",
            "Bolehkah membayar tunai?",
            condition=[["Pelanggan datang ke "], ["kasir", "m"], ["."]],
            blocks=[
                {"type": "text", "words": [["Boleh, sampai Rp1.000.000."]]},
                {"type": "item", "label": "a", "words": [["Hitung uang di depan pelanggan."]]},
                {"type": "item", "label": "b", "words": [["Berikan bukti bayar."]]},
                script_block("kasir/terima", [["Uangnya kami terima, terima kasih."]], title="Terima uang",
                             wording={"id": "context", "name": "Boleh disesuaikan tanpa mengubah konteks"}),
                {"type": "gap", "words": [["Batas untuk hari libur belum diatur."]]},
                {"type": "note", "words": [["Urutannya dari Sigap."]]},
            ],
            cautions=[["number-mixed", "Nomor pada butir ini berbeda dengan lampiran."]],
            isCut=True,
        ),
        card("kasir/biaya", "Biaya admin LINKAJA", kind="fee", kindName="Biaya", age="nilai per 16 Des 2020",
             blocks=[{"type": "rows", "heads": ["Bank", "Prabayar", "Pascabayar"],
                      "rows": [[[["LINKAJA", "m"]], [["Rp2.500"]], [["Rp3.000"]]]]}]),
        card("kasir/tabel", "Jam buka", kind="table", kindName="Tabel",
             blocks=[{"type": "rows", "heads": ["Hari", "Buka", "Tutup"],
                      "rows": [[[["Senin"]], [["08.00"]], [["16.00"]]], [[["Sabtu"]], [["09.00"]], [["12.00"]]]]}]),
        card("kasir/kontak", "Kepala kasir", kind="contact", kindName="Kontak",
             blocks=[{"type": "pairs", "pairs": [["Telepon", [["123"]]], ["Jam", [["08.00–16.00"]]]]}]),
        card("kasir/hilang", "Lampiran 3", kind="document", kindName="Dokumen", copy=None,
             blocks=[{"type": "gap", "words": [["Lampiran ini hilang dari sumber."]]}]),
        sentence("kasir/akan", "Salam baru", [["Selamat datang di kasir baru."]], state="upcoming",
                 validity="mulai 1 Mar 2026"),
        sentence("kasir/ganti", "Salam biasa", [["Selamat datang."]], state="replaced"),
        sentence("kasir/usai", "Salam ulang tahun", [["Selamat ulang tahun."]], state="ended",
                 validity="1 Jan 2020 sampai 31 Jan 2020"),
        sentence("kasir/lama", "Salam lama", [["Selamat siang."]], state="superseded"),
    ],
    "berganti": [sentence("kasir/sementara", "Salam sementara", [["Selamat hari kasir."]],
                          validity="sampai 30 Sep 2023", isTemporary=True, until="2023-10-01T00:00:00+07:00")],
    "banyak": [card(f"kasir/banyak-{place}", f"Jawaban ke-{place}") for place in range(45)],
    "nanti": [sentence("kasir/nanti", "Salam nanti", [["Selamat malam."]], state="upcoming")],
    "ragu": [card("kasir/dekat", "Jawaban terdekat")],
    "jahat": [
        card(f"kasir/{HOSTILE}", HOSTILE, url="javascript:alert(1)", copy=HOSTILE,
             **dict.fromkeys(("document", "revision", "brandName", "number", "kindName", "age", "validity"), HOSTILE),
             **{key: [HOSTILE] for key in ("channels", "trail", "cautions")}, condition=[[HOSTILE, "m"]],
             blocks=[
                 {"type": "text", "words": [[HOSTILE, "mp"]]},
                 {"type": "item", "label": HOSTILE, "words": [[HOSTILE]]},
                 {"type": "pairs", "pairs": [[HOSTILE, [[HOSTILE]]]]},
                 {"type": "rows", "heads": [HOSTILE], "rows": [[[[HOSTILE]]], [[[HOSTILE]]]]},
                 script_block("kasir/x", [[HOSTILE]], title=HOSTILE),
                 {"type": "gap", "words": [[HOSTILE]]},
                 {"type": "tidak-dikenal", "words": [[HOSTILE]]},
             ]),
        card("kasir/luar", "Ke luar", url="//luar.example/"),
    ],
}  # fmt: skip
"""By the first word of a query."""


def write_search_site(folder: Path) -> None:
    """Write three pages: the first one, a page with text, and the page of search."""
    shutil.copytree(THEME / "assets/stylesheets", folder / "assets/stylesheets")
    for name, data in asset_files(OVERRIDES, None).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    shutil.copy(OVERRIDES / "assets/sigap-icon.svg", folder / "assets")
    shutil.copy(HERE / "search_stub.js", folder / "assets/sigap-search-worker.js")
    (folder / "assets/search").mkdir()
    write_cards(folder)
    link = '<p>Baca <a href="#bayar" id="tautan">butir bayar</a>.</p>'
    text = link + "<p>Teks.</p>" * 80 + '<p id="bayar">Bayar.</p>'
    search = '<div data-sigap-search-page></div><h2 id="indeks">Indeks A–Z</h2><p>A</p>'
    for url, content in (("", text), ("kasir/", text), ("cari/", search)):
        path = folder / url / "index.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_page(url, content), encoding="utf-8")


def write_cards(folder: Path, **more: Any) -> None:
    """Write what the stub answers; `delay` makes it late by so many milliseconds."""
    text = json.dumps({"cards": CARDS, "facets": FACETS, **more})
    (folder / "assets/search/cards.json").write_text(text, encoding="utf-8")


def _page(url: str, content: str) -> str:
    templates = Environment(loader=FileSystemLoader([HERE, OVERRIDES, THEME]))  # noqa: S701  (as MkDocs does)
    templates.filters["url"] = lambda address: ("../" if url else "./") + address.removeprefix(".")
    html = templates.get_template("search_page.html").render(
        page=SimpleNamespace(content=content, meta={} if url else {"template": "home.html"}, toc=[], title="Kasir"),
        config=SimpleNamespace(
            extra={"sigap": {"positions": json.dumps(POSITIONS)}},
            site_name="Sigap",
            theme=SimpleNamespace(palette=None),
        ),
        nav=SimpleNamespace(homepage=SimpleNamespace(url="")),
        scripts=SCRIPTS,
        theme_sheet=next((THEME / "assets/stylesheets").glob("main.*.css")).name,
    )
    return content_security_policy(html)
