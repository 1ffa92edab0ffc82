"""Each case plants one fault in a clean content tree; the checker names it at its place, and nothing else.

The cases are about structure and about what is said of findings; the rules have cases of their own.
"""

from pathlib import Path

import pytest

from tests.cases_running import check, plant, read_case, update_expected
from tests.invented_rules import invent_quiet

CASES = Path(__file__).parent / "cases"
CLEAN = CASES / "base" / "content"
NAMES = sorted(path.stem for path in (CASES / "check").glob("*.yml"))


@pytest.fixture(autouse=True)
def one_quiet_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the real rules away: what they find may grow with each of them, and this content is not theirs."""
    invent_quiet(monkeypatch)


def test_the_clean_content_has_no_problem(tmp_path: Path) -> None:
    plant(CLEAN, [], tmp_path)
    assert check(tmp_path, "--strict") == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = CASES / "check" / f"{name}.yml"
    case = read_case(path)
    plant(CLEAN, case["edits"], tmp_path)
    status, output = check(tmp_path)
    if request.config.getoption("--update-golden"):
        update_expected(path, output)
        return
    assert output == case["expected"]
    assert status == (1 if ": error: " in output else 0)
    assert check(tmp_path, "--strict")[0] == 1
