"""What the checks of search take for one word is what search takes for one, and a mended variant is another finding."""

from pathlib import Path

import pytest

from generator.build.prepare import prepare
from generator.checks.reading.vocabulary import folded
from generator.checks.rule import Finding
from generator.search.tables import phrase_of
from tests.cases_running import AS_OF, plant
from tests.test_mutations import CLEAN, NOW

ANCHOR = "Kode OTP berlaku 10 (sepuluh) menit sejak dikirim."


@pytest.mark.parametrize(
    "text",
    [
        "byr",
        "ga bisa",
        "ga  bisa",
        " ga bisa ",
        "Ga Bisa",
        "e-mail",
        "marah-marah",
        "kurang dari 12 jam",
        "lebih dari itu",
        "3 x 24 jam",
        "!!!",
        "",
        "a" * 70,
        "café",
        "it's",
    ],
)
def test_a_shortcut_folds_as_search_does(text: str) -> None:
    assert folded(text) == phrase_of(text)


def finding_about(variant: str, tmp_path: Path) -> Finding:
    by = f"{ANCHOR}\n        similar:\n          - {variant}"
    edit = {"file": "documents/tirta-mobile/1/faq.yml", "replace": ANCHOR, "by": by}
    problems = prepare(plant(CLEAN, [edit], tmp_path), AS_OF, {}, NOW).problems
    [found] = [each for each in problems if isinstance(each, Finding) and each.code == "variant-fits-better"]
    return found


def test_what_was_said_of_a_variant_holds_no_more_when_it_is_mended(tmp_path: Path) -> None:
    first = finding_about("unduh bukti bayar", tmp_path / "first")
    same = finding_about("unduh bukti bayar", tmp_path / "same")
    mended = finding_about("unduh bukti bayarnya", tmp_path / "mended")
    assert first.address == mended.address == "tirta-mobile/kode-otp"
    assert first.others == ("tirta-mobile/bukti-bayar",)
    assert first.fingerprint == same.fingerprint != mended.fingerprint
