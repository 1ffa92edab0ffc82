"""What the worker needs when it has loaded everything."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.search.made_up import Searcher, Served, wait_until
from tests.search.test_files import TABLES, made_up

ANSWERS = 10_000
MOST_BYTES = 60_000_000
WORKER = "sigap-search-worker.js"


class WorkerTarget:
    """The worker as Chromium's own tools see it."""

    def __init__(self, session: CDPSession, page: Page) -> None:
        self.page = page
        self.session = session
        self.answers: dict[int, dict[str, Any]] = {}
        session.on("Target.receivedMessageFromTarget", self._receive)
        targets = session.send("Target.getTargets", {"filter": [{"type": "worker"}]})["targetInfos"]
        (target,) = [each for each in targets if WORKER in each["url"]]
        attached = session.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})
        self.session_id = attached["sessionId"]

    def _receive(self, event: dict[str, Any]) -> None:
        answer = json.loads(event["message"])
        self.answers[answer.get("id", 0)] = answer

    def send(self, method: str) -> dict[str, Any]:
        """Send a command to the worker's target and return the result."""
        number = len(self.answers) + 1
        message = json.dumps({"id": number, "method": method})
        self.session.send("Target.sendMessageToTarget", {"sessionId": self.session_id, "message": message})
        wait_until(lambda: self.page.evaluate("true") and number in self.answers, seconds=30)
        result: dict[str, Any] = self.answers[number]["result"]
        return result


@pytest.mark.browser
@pytest.mark.slow
def test_ten_thousand_answers_fit_into_the_memory_of_a_worker(site: Served, page: Page, browser: Browser) -> None:
    base = site.publish(made_up(ANSWERS), TABLES)
    searcher = Searcher(page, base)
    assert searcher.start()["count"] == ANSWERS
    for query in (
        "gagal token ",
        "listrik tdak ada",
        "perihal ba",
        "sandi pelanggn zzzz",
    ):  # every file, also for slips
        assert searcher.cards(query)
    files = sum(1 for path in (site.path / base.strip("/")).rglob("*.json") if "riwayat" not in path.parts)
    wait_until(lambda: len({path for path in site.asked if path.startswith(base)}) >= files, seconds=60)
    assert searcher.cards("gagal")
    target = WorkerTarget(browser.new_browser_cdp_session(), page)
    target.send("HeapProfiler.collectGarbage")
    usage = target.send("Runtime.getHeapUsage")
    held = usage["usedSize"] + usage.get("embedderHeapUsedSize", 0) + usage.get("backingStorageSize", 0)
    searcher.close()
    assert 5_000_000 < held < MOST_BYTES, usage
