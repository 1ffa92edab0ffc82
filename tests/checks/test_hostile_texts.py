"""Texts that nobody writes and a file may hold all the same: no rule breaks on them, none takes minutes."""

import shutil
import time
from pathlib import Path

import pytest

from generator.build.prepare import prepare
from tests.cases_running import AS_OF
from tests.contents import edit
from tests.test_mutations import CLEAN, NOW

FAQ = "documents/tirta-mobile/1/faq.yml"
ANSWER = "Buka menu Riwayat, pilih pembayaran, lalu unduh buktinya."
DOCUMENT = "documents/tirta-mobile/document.yml"
LENGTH = 50_000
# Far above what any of these takes, far below what a quadratic rule takes.
MOST_SECONDS = 20


def long(words: str) -> str:
    return words * (LENGTH // len(words))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 5000 + " (satu) jam, bubble chat ke-" + "9" * 5000, id="numbers of thousands of digits"),
        pytest.param("Biaya Dompet Danau Rp" + "9" * 5000, id="a price of thousands of digits"),
        pytest.param(long("1 "), id="numbers"),
        pytest.param(long("Rp1."), id="prices"),
        pytest.param(long("poin a "), id="points"),
        pytest.param(long("lihat 7.3 di atas "), id="references"),
        pytest.param(long("i) "), id="closing brackets"),
        pytest.param(long("."), id="points without words"),
        pytest.param(long("01/01/2025-"), id="dates"),
        pytest.param(long("1 (satu) jam "), id="numbers in words"),
        pytest.param(long("Ab Cd "), id="capitals"),
    ],
)
def test_no_text_stops_the_checker(text: str, tmp_path: Path) -> None:
    shutil.copytree(CLEAN, tmp_path / "content")
    edit(tmp_path / "content", FAQ, ANSWER, text)
    start = time.process_time()
    prepare(tmp_path / "content", AS_OF, {}, NOW)
    assert time.process_time() - start < MOST_SECONDS


@pytest.mark.parametrize("months", ["99999", "9999999"])
def test_a_review_beyond_the_calendar_is_never_due(months: str, tmp_path: Path) -> None:
    shutil.copytree(CLEAN, tmp_path / "content")
    edit(tmp_path / "content", DOCUMENT, "review_interval_months: 12", f"review_interval_months: {months}")
    codes = {problem.code for problem in prepare(tmp_path / "content", AS_OF, {}, NOW).problems}
    assert "review-overdue" not in codes
