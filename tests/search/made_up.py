"""Made-up answers, their index laid out as on a site, and the real worker asked about it in a browser."""

from __future__ import annotations

import functools
import itertools
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from generator.library import Library
from generator.search.answer import ALWAYS, Answer, Group, Origin, Window
from generator.search.files import index_files, make_index
from generator.search.site import HISTORY
from generator.search.tables import Tables, phrase_of
from tests.browser.pages import QuietHandler
from tests.contents import library_of, write_files

SETTINGS = {
    "settings/brands.yml": "brands:\n  - {id: fiksi, name: Fiksi}\n  - {id: dongeng, name: Dongeng}\n",
    "settings/channels.yml": """\
channels:
  - {id: tulis, name: Tulis, brand: fiksi}
  - {id: obrolan, name: Obrolan, brand: fiksi, part_of: tulis}
  - {id: telepon, name: Telepon, brand: fiksi}
""",
    "settings/applications.yml": "applications:\n  - {id: buku, name: Buku, use: mencatat, named: [SIMPAN]}\n",
}
DOCUMENT = Origin("layanan", "Layanan Fiksi", "Revisi 2")
NO_TABLES = Tables((), (), frozenset())


def answer(title: str, text: str = "", **changes: Any) -> Answer:
    """Return a FAQ entry of one paragraph; its address is made of its title.

    Args:
        title: Its heading, too.
        text: What it says.
        changes: Fields of the answer or of its group.
    """
    of_group = {each.name: changes.pop(each.name) for each in fields(Group) if each.name in changes}
    address = f"layanan/{'-'.join(title.lower().split())}"
    made: dict[str, Any] = {
        "address": address,
        "url": f"dokumen/layanan/#{address.partition('/')[2]}",
        "group": replace(Group("faq", DOCUMENT), **of_group),
        "title": title,
        "headings": [title],
        "blocks": [["text", text]] if text else [],
    }
    return Answer(**made | changes)


def script(title: str, text: str, **changes: Any) -> Answer:
    """Return a sentence to say."""
    places = changes.pop("places", [])
    block = ["script", f"layanan/{title}", title, "free", "Bebas", text, places, bool(places)]
    return answer(title, kind="script", blocks=[block], **changes)


def tables(
    mappings: Mapping[str, str] | None = None, groups: Sequence[Sequence[str]] = (), stop_words: str = ""
) -> Tables:
    """Return tables: what is typed to what it means, groups of synonyms, stop words."""
    rows = tuple(((phrase_of(said),), (phrase_of(means),)) for said, means in (mappings or {}).items())
    return Tables(rows, tuple(tuple(map(phrase_of, group)) for group in groups), frozenset(stop_words.split()))


@functools.cache
def settings_library(folder: Path) -> Library:
    """Return a library that holds nothing but the names of brands, channels and applications."""
    write_files(folder, SETTINGS)
    return library_of(folder)


@dataclass
class Served:
    """A folder on a server: what was asked of it, and what it refuses or does late.

    Attributes:
        path: The folder; the modules of the site lie at its root.
        address: Of the folder, without a closing slash.
        asked: The paths asked for so far.
        statuses: End of a path to the status with which it is refused.
        waits: End of a path to what the server waits for before it answers.
    """

    path: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    waits: dict[str, threading.Event] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def publish(
        self, answers: Iterable[Answer], using: Tables = NO_TABLES, *, history: Iterable[Answer] = (), base: str = ""
    ) -> str:
        """Write an index, and return the path of its folder, with a slash at both ends.

        Args:
            answers: Of the index of what is in force.
            using: The tables.
            history: Answers of the index of what was.
            base: A folder that was returned before, for a new edition of it.
        """
        base = base or f"/indeks-{next(self._numbers)}/"
        folder = self.path / base.strip("/")
        shutil.rmtree(folder, ignore_errors=True)
        library = settings_library(self.path.parent / "settings")
        for below, held in (("", answers), (HISTORY, history)):
            for name, data in index_files(make_index(list(held), using), using, library).items():
                target = folder / below / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        return base


class Handler(QuietHandler):
    """Serves a folder as it says."""

    def __init__(self, served: Served, *arguments: Any) -> None:
        self.served = served
        super().__init__(*arguments, directory=str(served.path))

    def do_GET(self) -> None:  # noqa: N802  (the base class names it)
        """Answer, late or not at all where that is wished; a worker that has ended does not listen any more."""
        self.served.asked.append(self.path)
        for end, event in self.served.waits.items():
            if self.path.endswith(end):
                event.wait(10)
        status = next((status for end, status in self.served.statuses.items() if self.path.endswith(end)), None)
        with suppress(ConnectionError):
            if status:
                self.send_error(status)
            else:
                super().do_GET()


@contextmanager
def served(root_path: Path, folder: Path) -> Iterator[Served]:
    """Serve the site's modules; indexes are published beside them."""
    folder.mkdir(parents=True)
    for module in (root_path / "overrides/assets").glob("*.js"):
        shutil.copy(module, folder)
    found = Served(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, found))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


DRIVER = """(name) => {
  const worker = new Worker("/sigap-search-worker.js", { type: "module" })
  const waiting = []
  const settle = (message) => waiting.shift()?.(message)
  worker.onmessage = ({ data }) => settle(data)
  worker.onerror = (event) => settle({ type: "error", message: event.message })
  const ask = (message) => new Promise((resolve) => { waiting.push(resolve); worker.postMessage(message) })
  window[name] = { worker, ask }
}"""
ANYTIME = 1_700_000_000_000


class Searcher:
    """A worker of the site, asked one thing after the other; in the page its name is a global."""

    _names = itertools.count()

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.ids = itertools.count(1)
        self.name = f"worker{next(self._names)}"
        page.evaluate(DRIVER, self.name)

    def start(self) -> dict[str, Any]:
        """Start the worker, or start it again."""
        return self.ask({"type": "start", "base": f"{self.page.url.rstrip('/')}{self.base}"})

    def close(self) -> None:
        """End the worker."""
        self.run("({ worker }) => worker.terminate()")

    def run(self, program: str, argument: object = None) -> Any:
        """Call a function with the worker, `{worker, ask}`, and an argument of plain data."""
        return self.page.evaluate(f"(argument) => ({program})({self.name}, argument)", argument)

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a message and return the answer."""
        found: dict[str, Any] = self.run("({ ask }, message) => ask(message)", message)
        return found

    def message(self, query: str, **changes: Any) -> dict[str, Any]:
        """Return the message that searches for something."""
        filters = {"kind": [], "brand": [], "channel": [], "application": []} | changes.pop("filters", {})
        made = {"type": "search", "id": next(self.ids), "query": query, "now": ANYTIME, "filters": filters}
        return made | {"position": None, "history": False, "limit": 20} | changes

    def search(self, query: str, **changes: Any) -> dict[str, Any]:
        """Search, and return the message with the results, whatever it says."""
        return self.ask(self.message(query, **changes))

    def cards(self, query: str, **changes: Any) -> list[dict[str, Any]]:
        """Search, and return the results; there must be a message with results."""
        found = self.search(query, **changes)
        assert found["type"] == "results", found
        cards: list[dict[str, Any]] = found["results"]
        return cards

    def titles(self, query: str, **changes: Any) -> list[str]:
        """Search, and return the titles of the results."""
        return [said(card["title"]) for card in self.cards(query, **changes)]


def said(runs: Sequence[Sequence[str]]) -> str:
    """Return runs of words as one text."""
    return "".join(run[0] for run in runs)


def marked(runs: Sequence[Sequence[str]], mark: str = "m") -> list[str]:
    """Return the runs that carry a mark."""
    return [run[0] for run in runs if len(run) > 1 and mark in run[1]]


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait until something holds; fails when it does not come to hold."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def window(from_: str = "", until: str = "", **changes: Any) -> Window:
    """Return the window of a temporary instruction by the clock of Jakarta."""
    return replace(ALWAYS, from_=from_, until=until, **{"clock": "Asia/Jakarta", "is_temporary": True, **changes})
