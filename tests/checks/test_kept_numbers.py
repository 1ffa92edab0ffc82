"""A number or key that settings change later is no fault of a text that was approved with the old one."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.checks import check_library
from generator.content import gather
from generator.placing import build_library
from tests.contents import edit
from tests.three import make_register

SETTINGS = "settings/contact-centres.yml"
PAPER = "documents/pesan-antar/3/tables.yml"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return content of which a published table gives the number and the key of a contact centre."""
    content = tmp_path / "content"
    shutil.copytree(make_register.CONTENT, content)
    edit(content, PAPER, "{id: nomor, title: Nomor}", "{id: nomor, title: Nomor}\n      - {id: tombol, title: Tombol}")
    edit(content, PAPER, 'nomor: "088"', 'nomor: "088", tombol: "8"')
    monkeypatch.setattr(make_register, "CONTENT", content)
    make_register.main()
    return content


def told(content: Path) -> list[str]:
    """Return what checking says of contact centres and of facts that fixed texts keep."""
    library = build_library(gather(content), dt.datetime(2026, 2, 1, 9, tzinfo=make_register.ZONE))
    codes = [problem.code for problem in check_library(library).problems]
    return sorted(code for code in codes if code.startswith(("contact-centre-", "register-")))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param('number: "088"', 'number: "099"', "contact-centre-number", id="number"),
        pytest.param('transfer_key: "8"', 'transfer_key: "9"', "contact-centre-key", id="key"),
    ],
)
def test_a_fixed_text_is_held_against_the_fact_it_was_approved_with(
    content: Path, old: str, new: str, code: str
) -> None:
    edit(content, SETTINGS, old, new)
    assert told(content) == ["register-shared-fact-differs"]
    shutil.rmtree(content / "register")
    assert code in told(content)


def test_a_number_that_was_wrong_when_it_was_approved_stays_a_fault(content: Path) -> None:
    edit(content, PAPER, 'nomor: "088"', 'nomor: "087"')
    assert "contact-centre-number" in told(content)
