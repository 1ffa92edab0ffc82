"""Serving as an author does: pages follow the files, and what is wrong with these is said where authors look."""

import contextlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.building import AS_OF, FICTION, clean_environment, copy_project, program

PATIENCE_S = 180
PROBLEM = "content/documents/kasir/1/faq.yml"


@dataclass(frozen=True)
class Server:
    """A running `sigap serve` and what it has said so far."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def page(self, path: str = "kasir/") -> str:
        """Return a page; nothing while there is no answer."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """Press Ctrl+C, and again where that fell into a callback that swallows it, as a person would."""
        for _ in range(3):
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.process.wait(timeout=PATIENCE_S / 3)
        raise AssertionError(self.said())

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so; fail with what the server said when it never is."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if condition():
                return
            assert self.process.poll() is None, self.said()
            time.sleep(0.2)
        pytest.fail(f"it never came true; the server said:\n{self.said()}")


@contextlib.contextmanager
def serving(project: Path) -> Iterator[Server]:
    """Serve a project on a free port while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.with_name("serve.log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program("sigap"), "--lang", "en", "serve", "--address", f"127.0.0.1:{port}"],
            cwd=project,
            env=clean_environment(SIGAP_AS_OF=AS_OF, LC_ALL="C.UTF-8", PYTHONUNBUFFERED="1"),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(process, f"http://127.0.0.1:{port}/", log)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def project(tmp_path: Path, font_cache: Path) -> Path:
    return copy_project(tmp_path / "project", FICTION, font_cache)


def break_and_mend(path: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    good = path.read_text(encoding="utf-8")
    bad = good.replace("answer", "anser", 1)
    assert bad != good
    return lambda: write(path, bad), lambda: write(path, good)


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_a_problem_shows_while_it_lasts(project: Path) -> None:
    break_it, mend_it = break_and_mend(project / PROBLEM)
    with serving(project) as server:
        server.wait_for(lambda: "Kasir menyapa" in server.page())
        assert server.url in server.said()
        assert 'role="alert"' not in server.page()
        break_it()
        server.wait_for(lambda: 'role="alert"' in server.page())
        page = server.page()
        assert PROBLEM in page
        assert "field-unknown" in page
        assert "Kasir menyapa" in page
        server.wait_for(lambda: f"{PROBLEM}:" in server.said())
        mend_it()
        server.wait_for(lambda: "Kasir menyapa" in server.page() and 'role="alert"' not in server.page())
        assert server.stop() == 0
        assert "Traceback" not in server.said()
    assert not (project / "public").exists()
    assert not (project / "site").exists()


@pytest.mark.slow
def test_it_starts_with_content_that_has_errors(project: Path) -> None:
    break_it, mend_it = break_and_mend(project / PROBLEM)
    break_it()
    with serving(project) as server:
        server.wait_for(lambda: 'role="alert"' in server.page(""))
        assert PROBLEM in server.page("")
        assert f"{PROBLEM}:" in server.said()
        mend_it()
        server.wait_for(lambda: "Kasir menyapa" in server.page())
        assert 'role="alert"' not in server.page()
        assert "Traceback" not in server.said()


@pytest.mark.slow
def test_a_new_page_and_a_changed_theme_are_seen(project: Path) -> None:
    with serving(project) as server:
        server.wait_for(lambda: "Kasir menyapa" in server.page())
        write(project / "content/tentang.md", "# Tentang\n\nKalimat yang baru ditulis.\n")
        server.wait_for(lambda: "Kalimat yang baru ditulis." in server.page("tentang/"))
        sheet = project / "overrides/assets/sigap-tokens.css"
        write(sheet, sheet.read_text(encoding="utf-8") + "\n.baru-ditulis { color: red }\n")
        server.wait_for(lambda: ".baru-ditulis" in server.page("assets/sigap.css"))
